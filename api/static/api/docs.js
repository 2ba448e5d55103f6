"use strict";

// The bundle is loaded before; calls tried by cookie carry the token of the pages.
const place = document.getElementById("docs");
window.SwaggerUIBundle({
  url: place.dataset.schema,
  domNode: place,
  deepLinking: true,
  docExpansion: "list",
  filter: true,
  persistAuthorization: false,
  validatorUrl: null,
  requestInterceptor(request) {
    const token = /(?:^|; )csrftoken=([^;]+)/.exec(document.cookie);
    if (token && new URL(request.url, location.href).origin === location.origin) {
      request.headers["X-CSRFToken"] = token[1];
    }
    return request;
  },
});
