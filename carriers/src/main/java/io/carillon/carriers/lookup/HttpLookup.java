package io.carillon.carriers.lookup;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.carillon.model.Address;
import io.carillon.model.NumberFacts;
import io.carillon.model.port.Clock;
import io.carillon.model.port.Lookup;
import io.carillon.model.port.Meters;
import io.carillon.wire.http.Call;
import io.carillon.wire.http.Field;
import io.carillon.wire.http.GuardedClient;
import io.carillon.wire.http.Result;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Asks an HTTP service, one GET a number, and remembers what it answered, also that it knows
/// nothing (404). Where it cannot be asked, or more calls are under way than may be, nothing is
/// known. Neither the URL nor the number is ever logged.
public final class HttpLookup implements Lookup {
  private static final Logger LOG = LoggerFactory.getLogger(HttpLookup.class);
  private static final JsonMapper JSON = new JsonMapper();
  private static final int REMEMBERED_MAX = 10_000;
  private static final int BODY_MAX = 64 * 1024;

  private final GuardedClient client;
  private final HttpLookupSettings settings;
  private final Clock clock;
  private final Answers answers;
  private final List<Field> fields = new ArrayList<>();
  private final Semaphore underWay;
  private final Meters.Count answered;
  private final Meters.Count nothing;
  private final Meters.Count failed;
  private final Meters.Count busy;
  private final Map<String, Known> remembered = new LinkedHashMap<>();

  /// @param client calls only where the settings let it
  public HttpLookup(GuardedClient client, HttpLookupSettings settings, Clock clock, Meters meters) {
    this.client = client;
    this.settings = settings;
    this.clock = clock;
    this.answers = new Answers(settings.pointers());
    this.underWay = new Semaphore(settings.atOnce());
    fields.add(new Field("Accept", "application/json"));
    settings.fields().forEach(field -> fields.add(new Field(field.name(), field.value().reveal())));
    this.answered = outcomes(meters, "answered");
    this.nothing = outcomes(meters, "nothing");
    this.failed = outcomes(meters, "failed");
    this.busy = outcomes(meters, "busy");
  }

  private record Known(Optional<NumberFacts> facts, long at) {}

  private static Meters.Count outcomes(Meters meters, String outcome) {
    return meters.count("lookup.asked", "outcome", outcome);
  }

  @Override
  public Optional<NumberFacts> find(Address number, boolean afresh) throws InterruptedException {
    var known = afresh ? Optional.<Known>empty() : remembered(number);
    if (known.isPresent()) {
      return known.get().facts();
    }
    if (!underWay.tryAcquire()) {
      busy.add(1);
      return Optional.empty();
    }
    try {
      return ask(number);
    } finally {
      underWay.release();
    }
  }

  private Optional<NumberFacts> ask(Address number) throws InterruptedException {
    var call = Call.get(url(number), fields, settings.timeout(), BODY_MAX);
    return switch (client.exchange(call)) {
      case Result.Answered answer when answer.status() == 404 -> keep(number, Optional.empty());
      case Result.Answered answer when answer.status() == 200 && answer.whole() ->
          read(answer, number);
      case Result.Answered answer -> fail("it answered " + answer.status());
      case Result.Failed(var kind, _) -> fail(kind.name());
    };
  }

  private String url(Address number) {
    var digits = number.value().substring(1);
    return settings
        .url()
        .reveal()
        .replace(HttpLookupSettings.NUMBER, "%2B" + digits)
        .replace(HttpLookupSettings.DIGITS, digits);
  }

  private Optional<NumberFacts> read(Result.Answered answer, Address number) {
    JsonNode json;
    try {
      json = JSON.readTree(answer.body());
    } catch (IOException _) {
      return fail("its answer is not JSON");
    }
    return keep(number, json == null ? Optional.empty() : answers.read(json, number, clock.now()));
  }

  private Optional<NumberFacts> fail(String why) {
    failed.add(1);
    LOG.warn("the number lookup failed: {}", why);
    return Optional.empty();
  }

  private Optional<NumberFacts> keep(Address number, Optional<NumberFacts> facts) {
    (facts.isPresent() ? answered : nothing).add(1);
    synchronized (remembered) {
      if (remembered.size() >= REMEMBERED_MAX) {
        remembered.remove(remembered.keySet().iterator().next());
      }
      remembered.put(number.value(), new Known(facts, clock.ticks()));
    }
    return facts;
  }

  private Optional<Known> remembered(Address number) {
    synchronized (remembered) {
      return Optional.ofNullable(remembered.get(number.value()))
          .filter(known -> clock.ticks() - known.at() < settings.cache().toNanos());
    }
  }
}
