/* global SwaggerUIBundle */
SwaggerUIBundle({
  url: '/openapi.json',
  dom_id: '#app',
  deepLinking: true,
  validatorUrl: null,
  docExpansion: 'none',
  persistAuthorization: false,
});
