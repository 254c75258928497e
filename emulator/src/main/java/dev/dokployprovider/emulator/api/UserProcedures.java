package dev.dokployprovider.emulator.api;

import static dev.dokployprovider.emulator.api.Procedure.mutation;
import static dev.dokployprovider.emulator.api.Procedure.query;

import dev.dokployprovider.emulator.json.Json;
import dev.dokployprovider.emulator.store.Row;
import dev.dokployprovider.emulator.store.Store;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** organization.*, user.* and gitProvider.* (docs/reference/dokploy.md §2.7). */
final class UserProcedures {
  private static final List<String> LISTS =
      List.of("accessedProjects", "accessedEnvironments", "accessedServices");

  /** What user.get shows of a user from 0.29.9 on. */
  private static final String[] SLIM = {
    "id",
    "firstName",
    "lastName",
    "email",
    "image",
    "allowImpersonation",
    "twoFactorEnabled",
    "stripeCustomerId",
    "stripeSubscriptionId",
    "serversQuantity",
    "isEnterpriseCloud",
    "sendInvoiceNotifications"
  };

  private static final int LONGEST_NAME = 32;

  private final Context context;
  private final Store store;
  private final ApiKeys keys;

  UserProcedures(Context context, ApiKeys keys) {
    this.context = context;
    this.store = context.store();
    this.keys = keys;
  }

  List<Procedure> all() {
    List<Procedure> all = new ArrayList<>();
    all.add(query("organization.all", this::organizations));
    all.add(query("gitProvider.getAll", call -> List.of()));
    all.add(query("user.get", this::user));
    all.add(query("user.all", this::everybody));
    all.add(mutation("user.update", this::updateUser));
    all.add(mutation("user.assignPermissions", this::assign));
    all.add(mutation("user.createApiKey", this::createKey));
    if (context.release().hasPermissionModel()) {
      all.add(
          query("user.getPermissions", call -> Permissions.of(call.member(), context.release())));
    }
    return all;
  }

  private Object organizations(Call call) {
    Map<String, @Nullable Object> view = new LinkedHashMap<>(store.organization().columns());
    if (context.release().hasEnvironments()) {
      view.put("members", List.of(call.member().columns()));
    }
    return List.of(view);
  }

  private Object user(Call call) {
    Map<String, @Nullable Object> view = new LinkedHashMap<>(call.member().columns());
    Row row = store.users.find(call.member().text("userId")).orElseThrow();
    Map<String, @Nullable Object> user =
        context.release().slimUsers()
            ? ServiceViews.some(row, SLIM)
            : new LinkedHashMap<>(row.columns());
    user.put("apiKeys", keys.of(call.member(), context.release().slimUsers()));
    view.put("user", user);
    return view;
  }

  private Object everybody(Call call) throws ApiException {
    if (Access.isMember(call.member())) {
      throw ApiException.unauthorized(
          context.release().hasPermissionModel()
              ? "unauthorized to access resource \"member\""
              : "UNAUTHORIZED");
    }
    return store.members.all().stream()
        .map(member -> {
          Map<String, @Nullable Object> view = new LinkedHashMap<>(member.columns());
          view.put("user", store.users.find(member.text("userId")).map(Row::columns).orElse(null));
          return view;
        })
        .toList();
  }

  private Object updateUser(Call call) {
    Map<String, @Nullable Object> values = store.columns.known("user", call.input());
    values.remove("id");
    return store
        .users
        .update(call.member().text("userId"), row -> row.withAll(values))
        .orElseThrow()
        .columns();
  }

  private Object assign(Call call) throws ApiException {
    if (Access.isMember(call.member())) {
      throw ApiException.unauthorized("Permission denied");
    }
    Map<String, @Nullable Object> values = store.columns.known("member", call.input());
    values.keySet().removeIf(name -> !name.startsWith("can") && !LISTS.contains(name));
    List<Row> members = store.members.where(row -> row.text("userId").equals(call.text("id")));
    members.forEach(row -> store.members.update(row.text("id"), old -> old.withAll(values)));
    return Procedure.Undefined.UNDEFINED;
  }

  private Object createKey(Call call) throws ApiException {
    String organization =
        String.valueOf(Json.objectAt(call.input(), "metadata").get("organizationId"));
    if (context.release().isTrpc11() && !organization.equals(store.organization().text("id"))) {
      throw ApiException.forbidden("You are not a member of this organization");
    }
    if (call.text("name").length() > LONGEST_NAME) {
      throw ApiException.internal("The name length is either too large or too small.");
    }
    return keys.created(call.member(), call.text("name"), ApiKeys.Limits.of(call.input()));
  }
}
