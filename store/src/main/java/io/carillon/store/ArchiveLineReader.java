package io.carillon.store;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.carillon.model.AccountId;
import io.carillon.model.Address;
import io.carillon.model.Callback;
import io.carillon.model.Channel;
import io.carillon.model.Content;
import io.carillon.model.Direction;
import io.carillon.model.Encoding;
import io.carillon.model.Fault;
import io.carillon.model.Id;
import io.carillon.model.Leg;
import io.carillon.model.Message;
import io.carillon.model.Message.State;
import io.carillon.model.MessageId;
import io.carillon.model.Money;
import io.carillon.model.Notice;
import io.carillon.model.Priority;
import io.carillon.model.Purpose;
import io.carillon.model.Status;
import io.carillon.model.TraceRow;
import io.carillon.model.Wait;
import io.carillon.model.port.StoreException;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// Reads the lines that [ArchiveLine] writes. Fails on anything else.
final class ArchiveLineReader {
  private static final JsonMapper MAPPER = new JsonMapper();

  private final JsonNode line;

  private ArchiveLineReader(JsonNode line) {
    this.line = line;
  }

  /// A line as it stands.
  ///
  /// @param archived without the person, where that is sealed
  /// @param sealed what is sealed
  record Read(Archived archived, Optional<byte[]> sealed) {}

  /// @throws StoreException where it cannot be read; nothing of the line stands in its text
  static Read read(byte[] octets) {
    try {
      var reader = new ArchiveLineReader(MAPPER.readTree(octets));
      return new Read(reader.archived(), reader.sealed());
    } catch (JacksonException broken) {
      throw unreadable(broken.getClass().getSimpleName());
    } catch (IOException | DateTimeException | IllegalArgumentException broken) {
      throw unreadable(broken.getClass().getSimpleName());
    }
  }

  private static StoreException unreadable(String why) {
    return new StoreException("a line of the archive cannot be read: " + why);
  }

  private Archived archived() throws IOException {
    if (version() != ArchiveLine.VERSION && version() != ArchiveLine.SEALED_VERSION) {
      throw unreadable("version " + version());
    }
    var id = new MessageId(id(text("id")));
    var message = new Message(id, parties(), content(), terms(), bill(), origin(), state());
    var trace = new ArrayList<TraceRow>();
    for (var row : line.path("trace")) {
      var in = new ArchiveLineReader(row);
      trace.add(
          new TraceRow(id, in.time("at"), in.word("kind", TraceRow.Kind.class), in.text("detail")));
    }
    var notices = new ArrayList<Notice>();
    for (var row : line.path("webhooks")) {
      notices.add(new ArchiveLineReader(row).notice(id));
    }
    return new Archived(message, trace, notices);
  }

  private int version() {
    return line.path("v").asInt();
  }

  private Optional<byte[]> sealed() throws IOException {
    if (version() != ArchiveLine.SEALED_VERSION) {
      return Optional.empty();
    }
    var sealed = line.path("sealed").binaryValue();
    if (sealed == null) {
      throw unreadable("nothing is sealed");
    }
    return Optional.of(sealed);
  }

  private Message.Parties parties() {
    return new Message.Parties(
        new AccountId(id(text("account"))),
        word("direction", Direction.class),
        word("channel", Channel.class),
        address("from"),
        address("to"));
  }

  private static Id id(String hex) {
    return Id.fromHex(hex).orElseThrow(IllegalArgumentException::new);
  }

  private Address address(String name) {
    return new Address(word(name + "_kind", Address.Kind.class), text(name));
  }

  private Content content() throws IOException {
    return line.has("content")
        ? Contents.content(line.path("content").binaryValue())
        : new Content.Text(text("text"));
  }

  private Message.Terms terms() {
    return new Message.Terms(
        word("purpose", Purpose.class),
        word("priority", Priority.class),
        line.path("wants_receipt").asBoolean(),
        Micros.duration(number("validity_micros")),
        timeOrNone("send_at"),
        line.has("callback")
            ? Optional.of(new Callback(text("callback"), events()))
            : Optional.empty());
  }

  private Set<Status> events() {
    var events = EnumSet.noneOf(Status.class);
    for (var event : line.path("callback_events")) {
      events.add(valueOf(event.asText(), Status.class));
    }
    return events;
  }

  private Message.Bill bill() {
    return new Message.Bill(
        word("encoding", Encoding.class),
        (int) number("segments"),
        new Money(number("price_micros"), text("currency")));
  }

  private Message.Origin origin() throws IOException {
    return new Message.Origin(
        new Message.Place(
            text("dialect"), text("form"), text("region"), !line.path("test").asBoolean()),
        text("reference"),
        tags(),
        Contents.keepsake(line.path("keepsake").binaryValue()),
        text("decision"));
  }

  private Map<String, String> tags() throws IOException {
    if (line.has("tags_octets")) {
      return Contents.tags(line.path("tags_octets").binaryValue());
    }
    var tags = new HashMap<String, String>();
    line.path("tags").properties().forEach(tag -> tags.put(tag.getKey(), tag.getValue().asText()));
    return tags;
  }

  private State state() {
    var times =
        new Message.Times(
            time("accepted_at"),
            time("updated_at"),
            timeOrNone("sending_at"),
            timeOrNone("sent_at"),
            timeOrNone("delivered_at"),
            timeOrNone("ended_at"),
            timeOrNone("read_at"));
    var facts =
        new Message.Facts(
            fault(),
            text("carrier_code"),
            text("carrier"),
            text("network"),
            text("country"),
            line.has("cost_micros")
                ? OptionalLong.of(number("cost_micros"))
                : OptionalLong.empty());
    var refusedBy = text("refused_by");
    var tries =
        new Message.Tries(
            (int) number("attempts"),
            (int) number("doubts"),
            refusedBy.isEmpty() ? List.of() : List.of(refusedBy.split(" ")));
    var work =
        new Message.Work(
            text("lane"),
            text("flow"),
            word("waits_for", Wait.class),
            Optional.empty(),
            tries,
            number("run"));
    var legs = new ArrayList<Leg>();
    for (var part : line.path("parts")) {
      legs.add(new ArchiveLineReader(part).leg());
    }
    var revision = new Message.Revision((int) number("rev"), (int) number("notices"));
    return new State(word("status", Status.class), times, facts, work, legs, revision);
  }

  private Leg leg() {
    return new Leg(
        (int) number("part"),
        word("standing", Leg.Standing.class),
        text("far_id"),
        (int) number("reference"));
  }

  private Notice notice(MessageId message) {
    return new Notice(
        message,
        (int) number("sequence"),
        text("dialect"),
        text("lane"),
        text("destination"),
        new Notice.Change(word("status", Status.class), time("at"), fault()),
        new Notice.Telling(
            word("progress", Notice.Progress.class),
            (int) number("attempts"),
            Optional.empty(),
            timeOrNone("ended_at"),
            (int) number("answer")));
  }

  private Optional<Fault> fault() {
    return line.has("fault") ? Optional.of(word("fault", Fault.class)) : Optional.empty();
  }

  private String text(String name) {
    return line.path(name).asText("");
  }

  private long number(String name) {
    return line.path(name).asLong();
  }

  private <E extends Enum<E>> E word(String name, Class<E> words) {
    return valueOf(text(name), words);
  }

  private static <E extends Enum<E>> E valueOf(String word, Class<E> words) {
    return Enum.valueOf(words, word.toUpperCase(Locale.ROOT));
  }

  private Instant time(String name) {
    return Instant.parse(text(name));
  }

  private Optional<Instant> timeOrNone(String name) {
    return line.has(name) ? Optional.of(time(name)) : Optional.empty();
  }
}
