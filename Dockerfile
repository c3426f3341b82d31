# The image of web, worker and beat. Its settings come from the environment; its data lies in /data.
FROM python:3.13-slim-bookworm

ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1

# pango makes the PDFs; gettext compiles the translations and is gone before the layer ends.
RUN apt-get update \
    && apt-get install -y --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --home-dir /app --shell /usr/sbin/nologin ringfence

WORKDIR /app
COPY requirements.production.lock ./
RUN pip install --require-hashes -r requirements.production.lock

COPY . .
# Whoever runs it may not write byte code beside the sources.
RUN python -m compileall -q .

# The style sheet, fonts and static files are part of the image. The settings of this step are thrown away with it.
RUN mkdir -p /data/tmp /data/files /data/mail /data/signing && chown -R ringfence /data && chmod 700 /data \
    && export RINGFENCE_MODE=production RINGFENCE_SECRET_KEY=for-this-step-alone-and-thrown-away-with-it DATABASE_URL=postgresql:///none \
       RINGFENCE_DATA=/tmp/assets RINGFENCE_STATIC_ROOT=/app/static \
    && mkdir -p /tmp/assets/tmp \
    && python manage.py build_assets --no-collect && python manage.py collectstatic --no-input --ignore redoc --ignore rest_framework --ignore guardian \
    && mv /tmp/assets/built /app/built && rm -rf /tmp/assets && ln -s /app/built /data/built

ENV RINGFENCE_MODE=production RINGFENCE_DATA=/data RINGFENCE_STATIC_ROOT=/app/static
USER ringfence
VOLUME /data
EXPOSE 8000
CMD ["gunicorn", "-c", "deploy/gunicorn.conf.py", "config.wsgi"]
