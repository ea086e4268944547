package io.carillon.front.v2;

import io.carillon.front.json.JsonWriter;
import io.carillon.front.post.Courier;
import io.carillon.model.AccountId;
import io.carillon.model.Endpoint;
import io.carillon.model.Happening;
import io.carillon.model.Message;
import io.carillon.model.Notice;
import io.carillon.model.Resource;
import io.carillon.model.port.Accounts;
import io.carillon.model.port.Clock;
import io.carillon.model.port.Herald;
import io.carillon.wire.http.Field;
import java.util.List;
import java.util.function.Supplier;

/// Tells a change of a message, or what else happened, to an endpoint of its account: by a POST to
/// the URL that it has at that moment, signed with its own secret, and with both while one takes
/// the place of another. The body is that of a webhook of a single message, or of an event of the
/// live feed. One that answers 410 is asked no more.
public final class V2EndpointHerald implements Herald {
  /// RFC 9110 section 15.5.11: by Standard Webhooks it asks to be told no more.
  private static final int GONE = 410;

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
    return attempt(message, notice).telling();
  }

  @Override
  public Tried attempt(Message message, Notice notice) {
    return told(message.account(), notice, () -> V2Replies.event(message, notice));
  }

  @Override
  public Tried announce(Happening happening, Notice notice) {
    return told(
        happening.account(),
        notice,
        () -> EventBody.of(WebhookName.of(notice).text(), happening.event()));
  }

  private Tried told(AccountId account, Notice notice, Supplier<byte[]> body) {
    var endpoint = accounts.directory().endpoint(account, notice.destination());
    if (endpoint.isEmpty()) {
      return Tried.of(new Telling.Gone("the endpoint was deleted"));
    }
    return switch (endpoint.get().state()) {
      case ENABLED -> post(endpoint.get(), notice, body.get());
      case PAUSED -> Tried.of(new Telling.Gone("the endpoint was paused for too long"));
      case DISABLED -> Tried.of(new Telling.Gone("the endpoint is disabled"));
    };
  }

  /// Sends an event that tells nothing, `webhook.test`, once and now, whatever the endpoint hears.
  Tried test(Endpoint to, String id) {
    var json = new JsonWriter().object();
    json.text("id", id).text("object", "event").text("type", "webhook.test");
    json.moment("created", clock.now()).text("endpoint", to.name());
    return signing.post(to.secrets(clock.now()), to.url(), id, json.end().bytes(), fields(to));
  }

  private static List<Field> fields(Endpoint to) {
    return to.headers().entrySet().stream()
        .map(header -> new Field(header.getKey(), header.getValue().reveal()))
        .toList();
  }

  private Tried post(Endpoint to, Notice notice, byte[] body) {
    var tried =
        signing.post(
            to.secrets(clock.now()), to.url(), WebhookName.of(notice).text(), body, fields(to));
    return tried.telling() instanceof Telling.NotNow(int answer, _, _) && answer == GONE
        ? new Tried(new Telling.GivenUp(GONE, "HTTP 410: it is gone"), tried.exchange())
        : tried;
  }
}
