/** The provider: DevPod's verbs, carried out on a Dokploy server. */
module dev.dokployprovider.provider {
  requires static org.jspecify;
  requires dev.dokployprovider.dokploy;
  requires info.picocli;
  requires org.snakeyaml.engine;

  opens dev.dokployprovider.provider.people to
      info.picocli;
}
