# Practicum in one image: the application, its libraries and its collected static files.
FROM python:3.11-slim-bookworm AS build
WORKDIR /srv/practicum
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
COPY requirements.txt requirements-production.txt constraints.txt ./
RUN python -m venv /opt/venv && /opt/venv/bin/pip install -r requirements-production.txt
COPY manage.py ./
COPY portal portal
COPY home home
COPY courses courses
COPY clinic_hours clinic_hours
# Placeholders: none is secret or stays in the image's environment; production settings require these names.
RUN /opt/venv/bin/python manage.py make_signing_key /tmp/unused.pem && \
    SIGNING_KEY_FILE=/tmp/unused.pem SECRET_KEY=only-for-collecting-static-files-while-the-image-is-built \
    ALLOWED_HOSTS=localhost SITE_URL=https://localhost EMAIL_URL=dummymail:// \
    DJANGO_SETTINGS_MODULE=portal.settings.production \
    /opt/venv/bin/python manage.py collectstatic --noinput && \
    rm /tmp/unused.pem

FROM python:3.11-slim-bookworm
RUN useradd --system --uid 10001 practicum && install -d -o practicum /srv/practicum/var /srv/practicum/var/media/images
WORKDIR /srv/practicum
COPY --from=build /opt/venv /opt/venv
COPY --from=build /srv/practicum /srv/practicum
ENV PATH=/opt/venv/bin:$PATH PYTHONUNBUFFERED=1 DJANGO_SETTINGS_MODULE=portal.settings.production GRANIAN_WORKERS=1
USER practicum
VOLUME /srv/practicum/var
EXPOSE 8000
# The probe sends a host name that the site accepts.
HEALTHCHECK --start-period=30s CMD python -c 'import os, urllib.request as r; \
    r.urlopen(r.Request("http://127.0.0.1:8000/healthz", headers={"Host": os.environ["ALLOWED_HOSTS"].split(",")[0]}))'
# Pictures are public and served straight from the volume; documents go through Wagtail's permission checks.
CMD ["granian", "--interface", "wsgi", "--host", "0.0.0.0", "--port", "8000", "--blocking-threads", "8", \
     "--static-path-route", "/media/images", "--static-path-mount", "var/media/images", "portal.wsgi:application"]
