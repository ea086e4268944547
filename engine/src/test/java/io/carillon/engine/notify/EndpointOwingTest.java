package io.carillon.engine.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.engine.change.Change;
import io.carillon.model.Commit.Write;
import io.carillon.model.Directory;
import io.carillon.model.Endpoint;
import io.carillon.model.Id;
import io.carillon.model.Message;
import io.carillon.model.Notice;
import io.carillon.model.Resource;
import io.carillon.model.Status;
import io.carillon.testkit.Samples;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EndpointOwingTest {
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

  private final Samples samples = new Samples(7);
  private final List<Resource> resources = new ArrayList<>();

  private Endpoint endpoint(Map<String, String> facts) {
    var all = new HashMap<>(facts);
    all.put(Endpoint.URL, "https://hook.example/");
    var id = new Id(1, 1 + resources.size());
    var made = new Resource(id, Samples.ACCOUNT, Resource.Kind.ENDPOINT, "", all, NOW, NOW);
    resources.add(made);
    return Endpoint.of(made);
  }

  private List<Notice> owed(Message before, Status status) {
    var after = Samples.changed(before, before.state().raised(status, NOW));
    var directory = new Directory(1, List.of(), List.of(), List.of(), resources);
    var change = new Change(Optional.of(before), after, List.of());
    return new Owing(() -> directory)
        .follow(change).also().stream().map(row -> ((Write.Owed) row).notice()).toList();
  }

  @Test
  void eachEndpointThatAsksIsOwedANoticeOfItsOwn() {
    var all = endpoint(Map.of(Endpoint.EVENTS, "*"));
    var sent = endpoint(Map.of(Endpoint.EVENTS, "message.failed\nmessage.sent"));
    endpoint(Map.of(Endpoint.EVENTS, "message.failed"));

    var owed = owed(samples.message(), Status.SENT);

    assertThat(owed).extracting(Notice::destination).containsExactly(all.name(), sent.name());
    assertThat(owed).extracting(Notice::sequence).containsExactly(1, 2);
    assertThat(owed).extracting(Notice::dialect).containsOnly(Endpoint.DIALECT);
    assertThat(owed)
        .extracting(Notice::lane)
        .containsExactly(
            Samples.ACCOUNT.value().hex() + ' ' + all.name(),
            Samples.ACCOUNT.value().hex() + ' ' + sent.name());
  }

  @Test
  void filtersLetThroughWhatFitsOnly() {
    var message = samples.message();
    var from = message.parties().from().value();
    var channel = message.parties().channel().word();
    var fits =
        endpoint(
            Map.of(
                Endpoint.EVENTS,
                "message.*",
                Endpoint.SENDERS,
                from,
                Endpoint.CHANNELS,
                channel,
                Endpoint.DIRECTION,
                "outbound"));
    endpoint(Map.of(Endpoint.EVENTS, "*", Endpoint.SENDERS, "+19995550100"));
    endpoint(Map.of(Endpoint.EVENTS, "*", Endpoint.CHANNELS, "telegram"));
    endpoint(Map.of(Endpoint.EVENTS, "*", Endpoint.DIRECTION, "inbound"));
    endpoint(Map.of(Endpoint.EVENTS, "*", Endpoint.TAGS, "system=shop"));
    endpoint(Map.of(Endpoint.EVENTS, "*", Endpoint.STATE, "disabled"));

    assertThat(owed(message, Status.SENT))
        .extracting(Notice::destination)
        .containsExactly(fits.name());
  }

  @Test
  void whatIsPausedIsOwedAllTheSame() {
    var paused = endpoint(Map.of(Endpoint.EVENTS, "*", Endpoint.STATE, "paused"));

    assertThat(owed(samples.message(), Status.SENT))
        .extracting(Notice::destination)
        .containsExactly(paused.name());
  }

  @Test
  void tellsOtherThingsByTheirTypesToo() {
    var money = endpoint(Map.of(Endpoint.EVENTS, "balance.*"));

    assertThat(money.hears("balance.low")).isTrue();
    assertThat(money.hears("consent.revoked")).isFalse();
  }
}
