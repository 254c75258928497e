package dev.dokployprovider.emulator.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dokployprovider.emulator.json.Json;
import dev.dokployprovider.emulator.release.Release;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which inputs are refused, in which words: as real servers refused them. */
@Tag("contract")
class InputsTest {
  private static List<String> issues(String release, String procedure, String json) {
    Release parsed = Release.parse(release).orElseThrow();
    try {
      new Inputs(parsed).of(procedure).check(Json.parseObject(json.replace('\'', '"')), parsed);
      return List.of();
    } catch (ApiException e) {
      assertThat(e.status()).isEqualTo(400);
      return e.issues().stream()
          .map(issue -> Json.listAt(issue, "path") + " " + issue.get("message"))
          .toList();
    }
  }

  @ParameterizedTest(name = "{0} {1}: {2}")
  @CsvSource(
      delimiter = ';',
      value = {
        "0.22.7; compose.update; \"{'composeId':'x','composeFile':5}\"; [composeFile] Expected string, received number",
        "0.28.8; compose.update; \"{'composeId':'x','composeFile':5}\"; [composeFile] Invalid input: expected string, received number",
        "0.30.2; compose.update; \"{'composeId':'x','composeFile':5}\"; [composeFile] Invalid input: expected string, received number",
        "0.30.2; compose.update; \"{'composeId':'x','composeFile':null}\"; [composeFile] Invalid input: expected string, received null",
        "0.30.2; compose.update; \"{'composeId':'x','env':[1]}\"; [env] Invalid input: expected string, received array",
        "0.30.2; compose.update; \"{'composeId':'x','name':''}\"; [name] Too small: expected string to have >=1 characters",
        "0.22.7; compose.update; \"{'composeId':'x','triggerType':'x'}\"; [triggerType] Invalid enum value. Expected 'push' | 'tag', received 'x'",
        "0.30.2; compose.update; \"{'composeId':'x','watchPaths':['a',1]}\"; [watchPaths, 1] Invalid input: expected string, received number",
        "0.22.7; compose.update; \"{'composeId':'x','autoDeploy':'x'}\"; [autoDeploy] Expected boolean, received string",
        "0.30.2; compose.update; \"{'composeId':'x','gitlabProjectId':'x'}\"; [gitlabProjectId] Invalid input: expected number, received NaN",
        "0.22.7; compose.update; \"{'composeId':'x','gitlabProjectId':'5'}\"; [gitlabProjectId] Expected number, received string",
        "0.30.2; compose.deploy; \"{'composeId':'x','title':null}\"; [title] Invalid input: expected string, received null",
        "0.30.2; compose.create; \"{'name':'x'}\"; [environmentId] Invalid input: expected string, received undefined",
        "0.22.7; compose.create; \"{'name':'x'}\"; [projectId] Required",
        "0.28.8; project.remove; \"{}\"; [projectId] Invalid input: expected nonoptional, received undefined",
        "0.22.7; docker.getContainersByAppNameMatch; \"{'appName':'x','appType':'y'}\"; [appType] Invalid input",
        "0.30.2; docker.getContainersByAppNameMatch; \"{'appName':'a b'}\"; [appName] Invalid app name.",
        "0.30.2; docker.getConfig; \"{'containerId':'a b'}\"; [containerId] Invalid container id.",
        "0.30.2; deployment.readLogs; \"{'deploymentId':'x','tail':'0'}\"; [tail] Too small: expected number to be >=1",
        "0.30.2; deployment.readLogs; \"{'deploymentId':'x','tail':'1.5'}\"; [tail] Invalid input: expected int, received number",
        "0.28.8; compose.search; \"{'limit':'101'}\"; [limit] Too big: expected number to be <=100",
        "0.22.7; server.create; \"{'name':'x','ipAddress':'x','username':'x','sshKeyId':null}\"; [port] Expected number, received nan",
        "0.30.2; server.create; \"{'name':'x','description':'','ipAddress':'x','port':'22','username':'x','sshKeyId':null,'serverType':'deploy'}\"; [port] Invalid input: expected number, received string",
        "0.30.2; user.createApiKey; \"{'name':'','metadata':{'organizationId':'x'}}\"; [name] Name is required",
        "0.28.8; user.createApiKey; \"{'name':'x','metadata':{}}\"; [metadata, organizationId] Invalid input: expected string, received undefined",
      })
  void an_input_is_refused(String release, String procedure, String json, String issue) {
    assertThat(issues(release, procedure, json.replaceAll("^\"|\"$", ""))).containsExactly(issue);
  }

  @ParameterizedTest(name = "{0} {1}: {2}")
  @CsvSource(
      delimiter = ';',
      value = {
        "0.30.2; compose.update; {'composeId':'x','autoDeploy':'x','randomize':'false','gitlabProjectId':'5'}",
        "0.30.2; compose.update; {'composeId':'x','env':null,'autoDeploy':null,'nosuch':5}",
        "0.22.7; compose.delete; {'composeId':'x'}",
        "0.25.11; compose.create; {'name':'x','environmentId':'e','projectId':'p','serverId':null,'sourceType':'raw'}",
        "0.22.7; server.create; {'name':'x','ipAddress':'x','port':'22','username':'x','sshKeyId':null}",
      })
  void an_input_is_taken(String release, String procedure, String json) {
    assertThat(issues(release, procedure, json)).isEmpty();
  }
}
