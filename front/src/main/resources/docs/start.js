// Shows the description of one dialect; the part of the address behind # names it.
const choice = document.getElementById('dialect');

// A proxy may not tell the server by which name and scheme it is reached: the page knows, and may
// ask nobody else.
function here(request) {
  const target = new URL(request.url, location.href);
  request.url = location.origin + target.pathname + target.search;
  return request;
}

function show(name) {
  const url = 'openapi/' + name + '.json';
  document.getElementById('document').href = url;
  SwaggerUIBundle({
    url,
    domNode: document.getElementById('page'),
    docExpansion: 'list',
    defaultModelsExpandDepth: 0,
    displayRequestDuration: true,
    persistAuthorization: false,
    requestInterceptor: here,
    // Else the page would send the document's address to a checking service of Swagger's.
    validatorUrl: null,
  });
}

function start() {
  const asked = decodeURIComponent(location.hash.slice(1));
  const names = Array.from(choice.options, (option) => option.value);
  choice.value = names.includes(asked) ? asked : names[0];
  show(choice.value);
}

choice.addEventListener('change', () => {
  location.hash = choice.value;
});
window.addEventListener('hashchange', start);
start();
