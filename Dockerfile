FROM python:3.12-slim

ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1 PYTHONUNBUFFERED=1
WORKDIR /app

COPY requirements.lock ./
# --no-deps: the lock is whole, and pips of different age resolve extras in different ways.
RUN pip install --no-deps --require-hashes -r requirements.lock

COPY pyproject.toml README.md LICENSE ./
COPY engine engine
COPY models models
COPY actions actions
COPY notifications notifications
COPY flows flows
COPY seeds seeds
COPY web web
COPY runtime runtime
COPY migrations migrations
RUN pip install --no-deps --no-build-isolation . \
 && useradd --system --create-home banshi && mkdir /data && chown banshi /data

USER banshi
WORKDIR /data
VOLUME /data
ENTRYPOINT ["banshi"]
CMD ["web"]
