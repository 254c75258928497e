package dev.dokployprovider.provider.problem;

/** What Dokploy's page lets an administrator give a member, as far as a machine needs it. */
public enum Permission {
  CREATE_PROJECTS(
      "Create Projects",
      "DOKPLOY_PROJECT_NAME is the name of no project that this user has access to."),
  CREATE_SERVICES("Create Services", "A machine is a service."),
  DELETE_SERVICES(
      "Delete Services", "Neither a create that fails nor \"delete\" could remove the machine."),
  ACCESS_TO_DOCKER(
      "Access to Docker", "Only Docker knows where on its server the machine is reached.");

  private final String title;
  private final String reason;

  Permission(String title, String reason) {
    this.title = title;
    this.reason = reason;
  }

  String line() {
    return "\"" + title + "\" is missing: " + reason;
  }
}
