package io.carillon.front.door;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.front.door.Role.Reach;
import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RoleTest {
  /// The same table as in the guide, docs/guide/users.md.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          area     | owner  | developer | marketer | agent  | auditor
          messages | change | change    | change   | change | read
          consents | change | change    | change   | read   | read
          webhooks | change | change    | read     | none   | read
          keys     | change | change    | none     | none   | read
          secrets  | change | change    | none     | none   | none
          senders  | change | read      | read     | read   | read
          policies | change | read      | read     | none   | read
          money    | change | none      | read     | none   | read
          accounts | change | read      | read     | read   | read
          users    | change | none      | none     | none   | read
          audit    | read   | none      | none     | none   | read
          server   | none   | none      | none     | none   | none
          entry    | change | change    | change   | change | change
          self     | change | change    | change   | change | change
          """,
      useHeadersInDisplayName = true)
  void mayWhatTheTableSays(
      String area, String owner, String developer, String marketer, String agent, String auditor) {
    var in = Area.valueOf(area.toUpperCase(Locale.ROOT));

    assertThat(Arrays.stream(Role.values()).map(role -> role.in(in).word()))
        .containsExactly(owner, developer, marketer, agent, auditor);
  }

  @ParameterizedTest
  @EnumSource
  void looksOnlyWhereItReads(Area area) {
    for (var role : Role.values()) {
      assertThat(role.may(area, false)).isEqualTo(role.in(area) != Reach.NONE);
      assertThat(role.may(area, true)).isEqualTo(role.in(area) == Reach.CHANGE);
    }
  }

  @Test
  void anAuditorChangesNothingButTheirOwn() {
    assertThat(Area.values())
        .filteredOn(area -> Role.AUDITOR.may(area, true))
        .containsExactly(Area.ENTRY, Area.SELF);
  }

  @Test
  void onlyWhoMayDoEverythingMakesKeysThatMay() {
    assertThat(Role.values())
        .filteredOn(role -> role.scopes().contains(Scope.ACCOUNT_WRITE.word()))
        .containsExactly(Role.OWNER);
    assertThat(Role.of("boss")).isEmpty();
  }
}
