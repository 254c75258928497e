package dev.dokployprovider.dokploy.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dokployprovider.dokploy.Permissions;
import dev.dokployprovider.dokploy.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PermissionAnswersTest {
  @Test
  void since_0_28_7_they_are_distinguished_by_what_they_are_about() {
    var answer =
        """
        {"project":{"create":false,"delete":true},"service":{"create":true,"read":true,"delete":false},
         "docker":{"read":false}}
        """;
    assertThat(PermissionAnswers.permissions(Json.parse(answer)))
        .isEqualTo(new Permissions(false, true, false, false));
  }

  @Test
  void before_they_are_a_members_flags_and_everybody_reads_docker() {
    var answer =
        """
        {"role":"member","canCreateProjects":false,"canCreateServices":true,
         "canDeleteServices":false,"canAccessToDocker":false,"user":{"apiKeys":[{"key":"x"}]}}
        """;
    assertThat(PermissionAnswers.ofMembership(Json.parse(answer)))
        .isEqualTo(new Permissions(false, true, false, true));
  }

  @ParameterizedTest
  @ValueSource(strings = {"owner", "admin"})
  void who_is_no_member_may_do_all_whatever_the_flags_say(String role) {
    var answer = "{\"role\":\"" + role + "\",\"canCreateServices\":false}";
    assertThat(PermissionAnswers.ofMembership(Json.parse(answer))).isEqualTo(Permissions.ALL);
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "{}", "[]", "\"\"", "{\"service\":[]}", "{\"role\":7}"})
  void what_is_not_told_counts_as_allowed(String answer) {
    assertThat(PermissionAnswers.permissions(Json.parse(answer))).isEqualTo(Permissions.ALL);
    assertThat(PermissionAnswers.ofMembership(Json.parse(answer))).isEqualTo(Permissions.ALL);
  }
}
