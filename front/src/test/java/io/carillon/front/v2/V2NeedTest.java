package io.carillon.front.v2;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.front.door.Area;
import io.carillon.front.door.Scope;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class V2NeedTest {
  @ParameterizedTest
  @CsvSource({
    "/accounts, ACCOUNTS",
    "/accounts/{account}, ACCOUNTS",
    "/accounts/{account}/keys, ACCOUNTS",
    "/accounts/{account}/balance, MONEY",
    "/accounts/{account}/transfers, MONEY",
    "/ledger, MONEY",
    "/usage.csv, MONEY",
    "/account, ACCOUNTS",
    "/account/webhook-secret, SECRETS"
  })
  void aUserNeedsTheAreaOfWhatAPathIsAbout(String path, Area area) {
    assertThat(V2Need.of(path, Scope.ACCOUNT_WRITE, true).area()).isEqualTo(area);
  }

  @ParameterizedTest
  @CsvSource({"/conversions.csv", "/rates", "/ledger"})
  void whatOperatesTheServerIsTheServers(String path) {
    assertThat(V2Need.of(path, Scope.OPERATE, true).area()).isEqualTo(Area.SERVER);
  }
}
