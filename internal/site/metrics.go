package site

import (
	"net/http"
	"runtime"
	"strconv"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"vriendenstad/internal/postgres"
)

// A meter counts what the portal does, for those who keep it running.
type meter struct {
	registry *prometheus.Registry
	requests *prometheus.CounterVec   // by method, route and class of status
	seconds  *prometheus.HistogramVec // by route
	inFlight prometheus.Gauge
}

func newMeter(set Settings) *meter {
	m := &meter{
		registry: prometheus.NewRegistry(),
		requests: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "vriendenstad_requests_total", Help: "Requests answered.",
		}, []string{"method", "route", "class"}),
		seconds: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "vriendenstad_request_seconds", Help: "Time from a request's head to the end of its answer.",
			Buckets: []float64{.001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10, 30},
		}, []string{"route"}),
		inFlight: prometheus.NewGauge(prometheus.GaugeOpts{
			Name: "vriendenstad_requests_in_flight", Help: "Requests being answered now.",
		}),
	}
	build := prometheus.NewGaugeFunc(prometheus.GaugeOpts{
		Name: "vriendenstad_build_info", Help: "1, with the version that runs.",
		ConstLabels: prometheus.Labels{"version": set.Version, "go": runtime.Version()},
	}, func() float64 { return 1 })
	m.registry.MustRegister(m.requests, m.seconds, m.inFlight, build, newPools(set.DB),
		collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	return m
}

// Count notes one answered request. Addresses that the map does not know count as one route, and methods that HTTP does
// not know as one method, so that nobody can make the portal keep a row for each of their inventions.
func (m *meter) count(method, route string, status int, took time.Duration) {
	if route == "" {
		route = "none"
	}
	switch method {
	case http.MethodGet, http.MethodHead, http.MethodPost:
	default:
		method = "other"
	}
	m.requests.WithLabelValues(method, route, strconv.Itoa(status/100)+"xx").Inc()
	m.seconds.WithLabelValues(route).Observe(took.Seconds())
}

// Metrics answers a Prometheus server. It is served on an address of its own, never on the portal's.
func (s *Site) Metrics() http.Handler {
	mux := http.NewServeMux()
	mux.Handle("GET /metrics", promhttp.HandlerFor(s.meter.registry, promhttp.HandlerOpts{}))
	return mux
}

// Pools tells how busy the database's pools are, each time that it is asked.
type pools struct {
	db                        *postgres.DB
	most, open, inUse, waited *prometheus.Desc
	seconds, given            *prometheus.Desc
}

func newPools(db *postgres.DB) pools {
	row := func(name, help string) *prometheus.Desc {
		return prometheus.NewDesc("vriendenstad_pool_"+name, help, []string{"pool"}, nil)
	}
	return pools{
		db:      db,
		most:    row("connections_most", "Connections that the pool may open."),
		open:    row("connections_open", "Connections that it has."),
		inUse:   row("connections_in_use", "Connections that answer a query now."),
		waited:  row("waits_total", "Queries that waited for a connection."),
		seconds: row("wait_seconds_total", "Time that queries waited for a connection."),
		given:   row("waits_given_up_total", "Queries that gave up waiting."),
	}
}

// Describe names the rows.
func (p pools) Describe(to chan<- *prometheus.Desc) {
	for _, one := range []*prometheus.Desc{p.most, p.open, p.inUse, p.waited, p.seconds, p.given} {
		to <- one
	}
}

// Collect reads them.
func (p pools) Collect(to chan<- prometheus.Metric) {
	for _, pool := range p.db.Pools() {
		gauge := func(row *prometheus.Desc, kind prometheus.ValueType, value float64) {
			to <- prometheus.MustNewConstMetric(row, kind, value, pool.Name)
		}
		gauge(p.most, prometheus.GaugeValue, float64(pool.Most))
		gauge(p.open, prometheus.GaugeValue, float64(pool.Open))
		gauge(p.inUse, prometheus.GaugeValue, float64(pool.InUse))
		gauge(p.waited, prometheus.CounterValue, float64(pool.Waited))
		gauge(p.seconds, prometheus.CounterValue, pool.WaitedFor.Seconds())
		gauge(p.given, prometheus.CounterValue, float64(pool.CanceledWhileAsked))
	}
}
