/** A Dokploy to run without Dokploy: for the demo, for tests and for development. */
module dev.dokployprovider.emulator {
  requires static org.jspecify;
  requires jdk.httpserver;
  requires tools.jackson.jr.ob;
}
