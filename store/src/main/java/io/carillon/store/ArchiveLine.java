package io.carillon.store;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.carillon.model.Address;
import io.carillon.model.Callback;
import io.carillon.model.Content;
import io.carillon.model.Leg;
import io.carillon.model.Message;
import io.carillon.model.Notice;
import io.carillon.model.Status;
import io.carillon.model.TraceRow;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// An archived message as one line of JSON, from which [ArchiveLineReader] makes the same again.
///
/// The id comes first, so that a line is found without being read. What is empty is left out; times
/// are UTC; money is in micro-units. What other programs read is never renamed: a line of another
/// shape has another number under `v`: 1 says all outright; in 2 the far end reads `erased`, and
/// what is forgotten with a person stands sealed under `sealed`, see [ArchiveSeal].
final class ArchiveLine {
  static final int VERSION = 1;
  static final int SEALED_VERSION = 2;

  private static final JsonFactory JSON = new JsonFactory();
  private static final int OCTETS_USUAL = 1_024;

  private final JsonGenerator json;

  private ArchiveLine(JsonGenerator json) {
    this.json = json;
  }

  /// How the line of a message begins.
  static String beginning(String hex) {
    return "{\"id\":\"" + hex + '"';
  }

  /// The line, without its end: with all that it holds.
  static byte[] octets(Archived archived) {
    return octets(archived, VERSION, new byte[0]);
  }

  /// The same of a message from which the person was taken.
  ///
  /// @param sealed what was taken
  static byte[] sealed(Archived archived, byte[] sealed) {
    return octets(archived, SEALED_VERSION, sealed);
  }

  private static byte[] octets(Archived archived, int version, byte[] sealed) {
    var out = new ByteArrayOutputStream(OCTETS_USUAL);
    try (var json = JSON.createGenerator(out)) {
      json.writeStartObject();
      new ArchiveLine(json).write(archived, version, sealed);
      json.writeEndObject();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return out.toByteArray();
  }

  static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private void write(Archived archived, int version, byte[] sealed) throws IOException {
    var message = archived.message();
    text("id", message.id().value().hex());
    json.writeNumberField("v", version);
    if (version == SEALED_VERSION) {
      json.writeBinaryField("sealed", sealed);
    }
    parties(message.parties());
    content(message.content());
    terms(message.terms());
    bill(message.bill());
    origin(message.origin());
    state(message.state());
    for (int i = 0; i < archived.trace().size(); i++) {
      beginIn("trace", i);
      trace(archived.trace().get(i));
    }
    end(archived.trace().size());
    for (int i = 0; i < archived.notices().size(); i++) {
      beginIn("webhooks", i);
      notice(archived.notices().get(i));
    }
    end(archived.notices().size());
  }

  private void parties(Message.Parties parties) throws IOException {
    text("account", parties.account().value().hex());
    word("direction", parties.direction());
    word("channel", parties.channel());
    address("from", parties.from());
    address("to", parties.to());
  }

  private void address(String name, Address address) throws IOException {
    word(name + "_kind", address.kind());
    text(name, address.value());
  }

  /// A text that UTF-8 cannot say goes the way of all other contents: as the octets of the store.
  private void content(Content content) throws IOException {
    if (content instanceof Content.Text(var body) && !Octets.hasLoneSurrogate(body)) {
      json.writeStringField("text", body);
    } else {
      json.writeBinaryField("content", Contents.octets(content));
    }
  }

  private void terms(Message.Terms terms) throws IOException {
    word("purpose", terms.purpose());
    word("priority", terms.priority());
    json.writeBooleanField("wants_receipt", terms.wantsReceipt());
    number("validity_micros", Micros.of(terms.validity()));
    time("send_at", terms.sendAt());
    if (terms.callback().isPresent()) {
      callback(terms.callback().get());
    }
  }

  private void callback(Callback callback) throws IOException {
    json.writeStringField("callback", callback.url());
    json.writeArrayFieldStart("callback_events");
    for (var status : Status.values()) {
      if (callback.events().contains(status)) {
        json.writeString(word(status));
      }
    }
    json.writeEndArray();
  }

  private void bill(Message.Bill bill) throws IOException {
    word("encoding", bill.encoding());
    json.writeNumberField("segments", bill.segments());
    json.writeNumberField("price_micros", bill.price().micros());
    json.writeStringField("currency", bill.price().currency());
  }

  private void origin(Message.Origin origin) throws IOException {
    text("dialect", origin.dialect());
    text("form", origin.form());
    text("region", origin.place().region());
    if (!origin.place().live()) {
      json.writeBooleanField("test", true);
    }
    text("reference", origin.reference());
    tags(origin.tags());
    var keepsake = Contents.keepsake(origin.keepsake());
    if (keepsake != null) {
      json.writeBinaryField("keepsake", keepsake);
    }
    text("decision", origin.decision());
  }

  private void tags(Map<String, String> tags) throws IOException {
    var octets = Contents.tags(tags);
    if (octets == null) {
      return;
    }
    boolean sayable =
        tags.entrySet().stream()
            .noneMatch(tag ->
                Octets.hasLoneSurrogate(tag.getKey()) || Octets.hasLoneSurrogate(tag.getValue()));
    if (!sayable) {
      json.writeBinaryField("tags_octets", octets);
      return;
    }
    json.writeObjectFieldStart("tags");
    for (var tag : new TreeMap<>(tags).entrySet()) {
      json.writeStringField(tag.getKey(), tag.getValue());
    }
    json.writeEndObject();
  }

  private void state(Message.State state) throws IOException {
    word("status", state.status());
    var times = state.times();
    time("accepted_at", Optional.of(times.accepted()));
    time("updated_at", Optional.of(times.updated()));
    time("sending_at", times.sending());
    time("sent_at", times.sent());
    time("delivered_at", times.delivered());
    time("ended_at", times.ended());
    time("read_at", times.read());
    var facts = state.facts();
    if (facts.fault().isPresent()) {
      word("fault", facts.fault().get());
    }
    text("carrier_code", facts.carrierCode());
    text("carrier", facts.carrier());
    text("network", facts.network());
    text("country", facts.country());
    if (facts.cost().isPresent()) {
      json.writeNumberField("cost_micros", facts.cost().getAsLong());
    }
    work(state.work());
    json.writeNumberField("rev", state.revision().rev());
    number("notices", state.revision().notices());
    for (int i = 0; i < state.legs().size(); i++) {
      beginIn("parts", i);
      leg(state.legs().get(i));
    }
    end(state.legs().size());
  }

  private void work(Message.Work work) throws IOException {
    text("lane", work.lane());
    text("flow", work.flow());
    word("waits_for", work.waitsFor());
    number("attempts", work.attempts());
    number("doubts", work.doubts());
    text("refused_by", String.join(" ", work.tries().refusedBy()));
    number("run", work.run());
  }

  private void leg(Leg leg) throws IOException {
    json.writeNumberField("part", leg.part());
    word("standing", leg.standing());
    text("far_id", leg.farId());
    json.writeNumberField("reference", leg.reference());
    json.writeEndObject();
  }

  private void trace(TraceRow row) throws IOException {
    time("at", Optional.of(row.at()));
    word("kind", row.kind());
    text("detail", row.detail());
    json.writeEndObject();
  }

  private void notice(Notice notice) throws IOException {
    json.writeNumberField("sequence", notice.sequence());
    text("dialect", notice.dialect());
    text("lane", notice.lane());
    text("destination", notice.destination());
    word("status", notice.change().status());
    time("at", Optional.of(notice.change().at()));
    if (notice.change().fault().isPresent()) {
      word("fault", notice.change().fault().get());
    }
    var telling = notice.telling();
    word("progress", telling.progress());
    number("attempts", telling.attempts());
    time("ended_at", telling.ended());
    number("answer", telling.answer());
    json.writeEndObject();
  }

  private void beginIn(String list, int index) throws IOException {
    if (index == 0) {
      json.writeArrayFieldStart(list);
    }
    json.writeStartObject();
  }

  private void end(int size) throws IOException {
    if (size > 0) {
      json.writeEndArray();
    }
  }

  private void text(String name, String value) throws IOException {
    if (!value.isEmpty()) {
      json.writeStringField(name, value);
    }
  }

  private void word(String name, Enum<?> value) throws IOException {
    json.writeStringField(name, word(value));
  }

  private void number(String name, long value) throws IOException {
    if (value != 0) {
      json.writeNumberField(name, value);
    }
  }

  private void time(String name, Optional<Instant> moment) throws IOException {
    if (moment.isPresent()) {
      json.writeStringField(name, moment.get().toString());
    }
  }
}
