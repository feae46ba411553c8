# The portal as one static program in an image that holds nothing else: no shell, no root, nothing to write but attachments.

FROM node:20-bookworm-slim AS node

FROM golang:1.26-bookworm AS program
COPY --from=node /usr/local/ /opt/node/
ENV PATH=/opt/node/bin:$PATH
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY web/package.json web/package-lock.json web/.npmrc web/
RUN npm ci --prefix web --ignore-scripts --omit=dev --no-audit --no-fund
COPY . .
RUN node web/build.mjs
ARG COMMIT=unknown
RUN CGO_ENABLED=0 go build -trimpath -buildvcs=false -ldflags "-s -w -X main.commit=${COMMIT}" \
    -o /vriendenstad ./cmd/vriendenstad && mkdir /documents

FROM scratch
COPY --from=program /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/
COPY --from=program /vriendenstad /vriendenstad
COPY --from=program --chown=10001:10001 /documents /documents
COPY LICENSE /LICENSE
USER 10001:10001
ENV ADDR=:8080 DOCUMENTS_DIR=/documents
VOLUME /documents
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=5s --start-period=10s --retries=3 CMD ["/vriendenstad", "healthcheck"]
ENTRYPOINT ["/vriendenstad"]
CMD ["serve"]
