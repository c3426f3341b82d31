// Starts the API's browser on the page's own description. No request leaves this host.
const place = document.getElementById("api-docs");
window.SwaggerUIBundle({
  url: place.dataset.address,
  domNode: place,
  deepLinking: true,
  validatorUrl: null,
  persistAuthorization: false,
  presets: [window.SwaggerUIBundle.presets.apis],
});
