package io.carillon.front.door;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.front.House;
import io.carillon.front.door.Keys.Entry;
import io.carillon.model.Account;
import io.carillon.model.ApiKey;
import io.carillon.model.Fault;
import io.carillon.wire.http.Field;
import io.carillon.wire.http.Request;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeysTest {
  private final House house = new House();
  private final Keys keys = house.keys();

  private Entry enter(String authorization, String apiKey, Scope scope) {
    var fields = new ArrayList<Field>();
    if (!authorization.isEmpty()) {
      fields.add(new Field("Authorization", authorization));
    }
    if (!apiKey.isEmpty()) {
      fields.add(new Field("X-API-Key", apiKey));
    }
    return keys.enter(Request.of("GET", "/", fields, new byte[0]), scope);
  }

  private Fault refused(String authorization, String apiKey, Scope scope) {
    return switch (enter(authorization, apiKey, scope)) {
      case Entry.Denied(var refusal) -> refusal.fault();
      case Entry.Granted granted -> throw new AssertionError("entered: " + granted.caller().key());
    };
  }

  @ParameterizedTest
  @ValueSource(strings = {"Bearer ", "bearer ", "BEARER   "})
  void aBearerEnters(String scheme) {
    var entry = enter(scheme + House.KEY, "", Scope.MESSAGING_SEND);

    assertThat(entry).isInstanceOf(Entry.Granted.class);
  }

  @Test
  void theOtherHeaderEntersToo() {
    var entry = enter("", House.KEY, Scope.MESSAGING_READ);

    assertThat(entry).isInstanceOf(Entry.Granted.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Bearer",
        "Bearer ",
        "Bearer x",
        "Basic x",
        "sk_live_",
        "Bearer sk_live_\u00e9"
      })
  void nothingElseDoes(String authorization) {
    assertThat(refused(authorization, "", Scope.MESSAGING_SEND)).isEqualTo(Fault.UNAUTHENTICATED);
    assertThat(refused("Bearer " + "x".repeat(100_000), "", Scope.MESSAGING_SEND))
        .isEqualTo(Fault.UNAUTHENTICATED);
    assertThat(refused("Basic x", House.KEY, Scope.MESSAGING_SEND))
        .isEqualTo(Fault.UNAUTHENTICATED);
  }

  @Test
  void aKeyOpensWhatItsScopesSay() {
    house.addKey("read-only", Set.of("messaging:read"));

    assertThat(enter("", "read-only", Scope.MESSAGING_READ)).isInstanceOf(Entry.Granted.class);
    assertThat(refused("", "read-only", Scope.MESSAGING_SEND)).isEqualTo(Fault.FORBIDDEN);
  }

  @Test
  void expiredAndRevokedKeysOpenNothing() {
    var soon = House.OPENED.plusSeconds(5);
    house.addKey(
        "short",
        Scope.ALL_WORDS,
        new ApiKey.Life(House.OPENED, Optional.of(soon), Optional.empty()));
    house.addKey(
        "gone",
        Scope.ALL_WORDS,
        new ApiKey.Life(House.OPENED, Optional.empty(), Optional.of(House.OPENED)));

    assertThat(enter("", "short", Scope.MESSAGING_SEND)).isInstanceOf(Entry.Granted.class);
    assertThat(refused("", "gone", Scope.MESSAGING_SEND)).isEqualTo(Fault.UNAUTHENTICATED);

    house.clock().advance(Duration.ofSeconds(5));

    assertThat(refused("", "short", Scope.MESSAGING_SEND)).isEqualTo(Fault.UNAUTHENTICATED);
  }

  @Test
  void anAccountInBadStandingIsForbidden() {
    house.standing(Account.Standing.SUSPENDED);

    assertThat(refused("", House.KEY, Scope.MESSAGING_READ)).isEqualTo(Fault.FORBIDDEN);
  }

  @Test
  void hashesAreSha256() {
    assertThat(Keys.sha256("abc"))
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  }
}
