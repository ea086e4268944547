package io.carillon.app.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.carillon.engine.route.Match;
import io.carillon.engine.route.Route;
import io.carillon.engine.route.Route.Choice;
import io.carillon.engine.route.Route.Limits;
import io.carillon.engine.route.Route.Pick;
import io.carillon.model.AccountId;
import io.carillon.model.Channel;
import io.carillon.model.Id;
import io.carillon.model.Purpose;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouteReaderTest {
  private static final String CARRIERS =
      "carriers: [{name: acme, host: h, system-id: a}, {name: backup, host: h, system-id: b}]\n";

  @TempDir private Path folder;

  private List<Route> read(String yaml) throws SettingsRefused, IOException {
    var file = Files.writeString(folder.resolve("settings.yaml"), yaml);
    return SettingsReader.read(Optional.of(file), Map.of()).routes();
  }

  @Test
  void everythingCanBeSaidOfARoute() throws Exception {
    var routes =
        read(
            CARRIERS
                + """
                routes:
                  - name: germany
                    match:
                      channel: sms
                      to: ['+49', '+43']
                      network: [26201, '262']
                      from: [MyCompany, '+4915*']
                      account: AC0123456789abcdef0123456789abcdef
                      purpose: [otp, promotional]
                      region: eu
                    carriers: [acme, {name: backup, weight: 2, priority: 1}]
                    pick: weight
                    rate: 50
                    window: 5
                """);

    var account = new AccountId(Id.fromHex("0123456789abcdef0123456789abcdef").orElseThrow());
    assertThat(routes)
        .containsExactly(
            new Route(
                "germany",
                new Match(
                    Set.of(Channel.SMS),
                    List.of("+49", "+43"),
                    List.of("26201", "262"),
                    List.of("MyCompany", "+4915*"),
                    Set.of(account),
                    Set.of(Purpose.OTP, Purpose.PROMOTIONAL),
                    Set.of("eu")),
                List.of(new Choice("acme", 1, 0), new Choice("backup", 2, 1)),
                Pick.WEIGHT,
                new Limits(50, 5)));
  }

  @Test
  void aRouteThatSaysLittleTakesWhatItsCarriersCarryInTheirOrder() throws Exception {
    var routes = read(CARRIERS + "routes: [{carriers: [backup]}, {carriers: [acme, backup]}]");

    assertThat(routes).extracting(Route::name).containsExactly("route-1", "route-2");
    assertThat(routes.getFirst().match()).isEqualTo(Match.of(Channel.SMS));
    assertThat(routes.getFirst().pick()).isEqualTo(Pick.ORDER);
    assertThat(routes.getFirst().limits()).isEqualTo(Limits.NONE);
  }

  @Test
  void theSandboxIsACarrierWhileThereIsNoOther() throws Exception {
    assertThat(read("routes: [{carriers: [sandbox]}]")).hasSize(1);

    var refused =
        catchThrowableOfType(
            SettingsRefused.class, () -> read(CARRIERS + "routes: [{carriers: [sandbox]}]"));
    assertThat(refused.troubles())
        .hasSize(1)
        .first()
        .asString()
        .contains("'sandbox' is no carrier");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "{carriers: [amce]} | 'amce' is no carrier; did you mean 'acme'?",
        "{carriers: []} | routes[0].carriers is to name 1 to 32 carriers",
        "{carriers: [acme, acme]} | 'acme' stands twice in the route",
        "{carriers: [{name: acme, weight: 0}]} | carriers[0].weight is to be a whole number",
        "{carriers: [{name: acme, wieght: 2}]} | did you mean 'weight'",
        "{carriers: [acme], match: {to: +49}} | in quotes, such as '+49', not '49'",
        "{carriers: [acme], match: {network: 26}} | routes[0].match.network is to hold MCC",
        "{carriers: [acme], match: {from: a*b}} | routes[0].match.from is to hold a sender",
        "{carriers: [acme], match: {account: me}} | routes[0].match.account is to hold AC",
        "{carriers: [acme], match: {purpose: fun}} | otp, transactional or promotional, not 'fun'",
        "{carriers: [acme], match: {channel: fax}} | routes[0].match.channel is to hold a channel",
        "{carriers: [acme], match: {channel: mms}} | names mms, which acme does not carry",
        "{carriers: [acme], match: {too: x}} | did you mean 'to'",
        "{carriers: [acme], pick: best} | is to be one of order, weight, cost",
        "{carriers: [acme], rate: -1} | routes[0].rate is to be a whole number",
        "{carriers: [acme], name: My Route} | routes[0].name is to be 1 to 32",
        "{carriers: [acme], name: x}, {carriers: [acme], name: x} | 'x' stands twice",
        "{carriers: [acme], wimdow: 1} | did you mean 'window'",
      })
  void whatCannotBeIsToldWithItsPlace(String route, String words) {
    var refused =
        catchThrowableOfType(
            SettingsRefused.class, () -> read(CARRIERS + "routes: [" + route + "]"));

    assertThat(refused.troubles()).anyMatch(line -> line.contains(words));
  }
}
