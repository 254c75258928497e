package dev.dokployprovider.dokploy;

import java.util.List;

/** A project with its environments. Names are not unique in Dokploy; ids are. */
public record Project(String id, String name, List<Environment> environments) {
  public Project {
    environments = List.copyOf(environments);
  }
}
