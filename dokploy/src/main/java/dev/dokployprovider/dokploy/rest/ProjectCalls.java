package dev.dokployprovider.dokploy.rest;

import dev.dokployprovider.dokploy.DokployException;
import dev.dokployprovider.dokploy.Failure;
import dev.dokployprovider.dokploy.Project;
import dev.dokployprovider.dokploy.ProjectApi;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The calls about projects. */
final class ProjectCalls implements ProjectApi {
  private final Caller caller;
  private final Requests requests;

  ProjectCalls(Caller caller, Requests requests) {
    this.caller = caller;
    this.requests = requests;
  }

  @Override
  public Project create(String name) {
    return caller.call(requests.createProject(name), ProjectAnswers::created);
  }

  @Override
  public void remove(String id) {
    caller.call(requests.removeProject(id));
  }

  /** A missing project is answered 404, one of others 401 or 403. */
  @Override
  public Optional<Project> find(String id) {
    try {
      return Optional.of(caller.call(requests.project(id), ProjectAnswers::project));
    } catch (DokployException failed) {
      if (failed.failure() instanceof Failure.NotFound
          || failed.failure() instanceof Failure.NotAllowed) {
        return Optional.empty();
      }
      throw failed;
    }
  }

  /** The search is for a part of a name in a pattern, in which a backslash has a meaning. */
  @Override
  public List<Project> named(String name) {
    var first = name.contains("\\") ? Optional.<Request>empty() : requests.searchProjects(name, 0);
    if (first.isEmpty()) {
      return caller.call(requests.projects(), ProjectAnswers::projects).stream()
          .filter(project -> project.name().equals(name))
          .toList();
    }
    return search(name).stream()
        .flatMap(id -> find(id).stream())
        .filter(project -> project.name().equals(name))
        .toList();
  }

  private List<String> search(String name) {
    var ids = new ArrayList<String>();
    for (int offset = 0; ; offset += Requests.PAGE) {
      var page =
          caller.call(requests.searchProjects(name, offset).orElseThrow(), ProjectAnswers::found);
      page.stream()
          .filter(found -> found.name().equals(name))
          .map(ProjectAnswers.Found::id)
          .forEach(ids::add);
      if (page.size() < Requests.PAGE) {
        return ids;
      }
    }
  }
}
