package ui

import "sync"

// A keeper remembers drawings that depend on nothing but what they show, because a coast or a map of threads takes a
// thousand times longer to reckon than to write. When it holds too many it begins anew.
type keeper[K comparable, V any] struct {
	most int
	mu   sync.Mutex
	kept map[K]V
}

// The drawings of a city's few hundred places, and of the maps of its lists of cities.
var (
	tiles  = keeper[tileKey, tile]{most: 1000}
	charts = keeper[string, chart]{most: 100}
)

// get returns what was kept under the key, or draws it. A drawing that fails is not kept.
func (k *keeper[K, V]) get(key K, draw func() (V, bool)) (V, bool) {
	k.mu.Lock()
	found, ok := k.kept[key]
	k.mu.Unlock()
	if ok {
		return found, true
	}
	drawn, ok := draw()
	if !ok {
		return drawn, false
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.kept == nil || len(k.kept) >= k.most {
		k.kept = make(map[K]V)
	}
	k.kept[key] = drawn
	return drawn, true
}
