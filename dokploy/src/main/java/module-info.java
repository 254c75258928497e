/** A typed client of Dokploy's REST API, for every release from 0.22.7 to the newest. */
module dev.dokployprovider.dokploy {
  requires static transitive org.jspecify;

  exports dev.dokployprovider.dokploy;
  exports dev.dokployprovider.dokploy.json;
  exports dev.dokployprovider.dokploy.rest;
  exports dev.dokployprovider.dokploy.tunnel;
}
