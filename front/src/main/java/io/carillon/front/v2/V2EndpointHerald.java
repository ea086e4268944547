package io.carillon.front.v2;

import io.carillon.front.post.Courier;
import io.carillon.model.Endpoint;
import io.carillon.model.Message;
import io.carillon.model.Notice;
import io.carillon.model.Resource;
import io.carillon.model.port.Accounts;
import io.carillon.model.port.Clock;
import io.carillon.model.port.Herald;
import io.carillon.wire.http.Field;

/// Tells a change of a message to an endpoint of its account: by a POST to the URL that it has at
/// that moment, signed with its own secret, and with both while one takes the place of another. The
/// body is that of a webhook of a single message.
public final class V2EndpointHerald implements Herald {
  private static final String PAUSED = Endpoint.State.PAUSED.word();

  private final V2Signing signing;
  private final Accounts accounts;
  private final Clock clock;

  public V2EndpointHerald(Courier courier, Accounts accounts, Clock clock) {
    signing = new V2Signing(courier, accounts, clock);
    this.accounts = accounts;
    this.clock = clock;
  }

  @Override
  public String dialect() {
    return Endpoint.DIALECT;
  }

  @Override
  public boolean hears(String destination) {
    return Endpoint.read(destination)
        .flatMap(id -> accounts.directory().resource(Resource.Kind.ENDPOINT, id))
        .flatMap(resource -> resource.fact(Endpoint.STATE))
        .filter(PAUSED::equals)
        .isEmpty();
  }

  @Override
  public Telling tell(Message message, Notice notice) {
    var endpoint = accounts.directory().endpoint(message.account(), notice.destination());
    if (endpoint.isEmpty()) {
      return new Telling.Gone("the endpoint was deleted");
    }
    return switch (endpoint.get().state()) {
      case ENABLED -> post(endpoint.get(), message, notice);
      case PAUSED -> new Telling.Gone("the endpoint was paused for too long");
      case DISABLED -> new Telling.Gone("the endpoint is disabled");
    };
  }

  private Telling post(Endpoint to, Message message, Notice notice) {
    var more =
        to.headers().entrySet().stream()
            .map(header -> new Field(header.getKey(), header.getValue().reveal()))
            .toList();
    return signing.post(
        to.secrets(clock.now()),
        to.url(),
        WebhookName.of(notice).text(),
        V2Replies.event(message, notice),
        more);
  }
}
