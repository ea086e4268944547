package io.carillon.front;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.wire.http.Field;
import io.carillon.wire.http.Request;
import io.carillon.wire.http.Route;
import io.carillon.wire.http.Router;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Every route of every dialect asks a key for a scope.
class ScopesTest {
  private static final String KEY = "sk_live_which_may_do_nothing_at_all";

  /// Where nobody has to show who they are.
  private static final Set<String> OPEN =
      Set.of(
          "POST /v2/sessions",
          "POST /v2/invitations",
          "POST /_rest/v4/authenticate",
          "POST /_rest/v4/app/sms/authenticate/get_portal_auth_token",
          "GET /healthz",
          "GET /readyz",
          "GET /metrics");

  @Test
  void aKeyWithoutScopesGetsNowhere() {
    var house = new House();
    house.addKey(KEY, Set.of());
    var router = new Router(house.mounts());
    var basic = (House.SID + ":" + KEY).getBytes(StandardCharsets.UTF_8);
    var credentials =
        List.of("Bearer " + KEY, "Basic " + Base64.getEncoder().encodeToString(basic));
    var passed = new ArrayList<String>();
    for (var mount : house.mounts()) {
      for (var route : mount.routes()) {
        var path = mount.prefix() + path(route);
        for (var shown : credentials) {
          var fields = List.of(new Field("Authorization", shown));
          var request = Request.of(route.method(), path, fields, new byte[0]);
          int status = router.answer(request).status();
          if (status != 401 && status != 403 && !OPEN.contains(route.method() + " " + path)) {
            passed.add(route.method() + " " + path + " " + status);
          }
        }
      }
    }

    assertThat(passed).isEmpty();
  }

  private static String path(Route route) {
    return route
        .pattern()
        .replaceAll("(?i)\\{account[a-z_]*}", House.SID)
        .replaceAll("\\{[^}]*}", "12345");
  }
}
