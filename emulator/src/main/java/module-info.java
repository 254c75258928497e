/** A Dokploy to run without Dokploy: for the demo, for tests and for development. */
module dev.dokployprovider.emulator {
  requires static transitive org.jspecify;
  requires jdk.httpserver;
  requires org.apache.sshd.osgi;
  requires org.snakeyaml.engine;
  requires tools.jackson.jr.ob;

  exports dev.dokployprovider.emulator;
  exports dev.dokployprovider.emulator.release;
}
