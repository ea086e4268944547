package io.carillon.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.carillon.model.AccountId;
import io.carillon.model.Audit;
import io.carillon.model.Consent;
import io.carillon.model.Content;
import io.carillon.model.Conversation;
import io.carillon.model.ConversationNote;
import io.carillon.model.Erasure;
import io.carillon.model.Fragment;
import io.carillon.model.Learned;
import io.carillon.model.MessageId;
import io.carillon.model.Report.Verdict;
import io.carillon.model.port.Consents.Kept;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A line of what is held about a person: JSON, whose `kind` comes first and says where it stands.
///
/// What other programs read is never renamed; lines of another shape have another `v` in the first.
final class DossierLine {
  /// What is from or to the person; the rest of the line is that of the archive.
  static final String MESSAGE = "message";

  /// What the person said about being written to.
  static final String CONSENT = "consent";

  /// What the person stopped.
  static final String STOP = "stop";

  /// A message to the person that counts in how often the account writes to them.
  static final String TOUCH = "touch";

  /// What the account and the person write to each other.
  static final String CONVERSATION = "conversation";

  /// What the account's people noted beside that.
  static final String NOTE = "note";

  /// A receipt that names the person and waits for its message.
  static final String HALF = "half";

  /// A part of what the person wrote, which waits for others.
  static final String FRAGMENT = "fragment";

  /// The network of the number.
  static final String NETWORK = "network";

  /// An order to erase the person.
  static final String ERASURE = "erasure";

  /// A line of the audit log that names the person.
  static final String AUDIT = "audit";

  private static final int VERSION = 1;
  private static final JsonFactory JSON = new JsonFactory();

  private DossierLine() {}

  private interface Filling {
    void into(JsonGenerator json) throws IOException;
  }

  private static byte[] line(String kind, Filling filling) {
    var out = new ByteArrayOutputStream();
    try (var json = JSON.createGenerator(out)) {
      json.writeStartObject();
      json.writeStringField("kind", kind);
      filling.into(json);
      json.writeEndObject();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    out.write('\n');
    return out.toByteArray();
  }

  static byte[] first(String person, String mark) {
    return line(
        "person",
        json -> {
          json.writeNumberField("v", VERSION);
          json.writeStringField("number", person);
          json.writeStringField("mark", mark);
        });
  }

  static byte[] of(Archived archived) {
    return line(
        MESSAGE,
        json -> {
          json.writeFieldName(MESSAGE);
          json.writeRawValue(new String(ArchiveLine.octets(archived), UTF_8));
        });
  }

  static byte[] of(Kept record) {
    return line(
        CONSENT,
        json -> {
          var consent = record.consent();
          account(json, consent.account());
          json.writeStringField("action", ArchiveLine.word(consent.action()));
          reach(json, consent.reach());
          json.writeStringField("at", consent.at().toString());
          json.writeBooleanField("in_force", record.inForce());
          var proof = consent.proof();
          json.writeStringField("method", ArchiveLine.word(proof.method()));
          text(json, "program", proof.program());
          text(json, "words", proof.words());
          text(json, "source", proof.source());
          text(json, "agent", proof.agent());
          text(json, "actor", proof.actor());
          text(json, "confirmation", proof.confirmation());
          json.writeStringField("seal", record.seal());
        });
  }

  static byte[] stop(AccountId account, Consent.Reach reach) {
    return line(
        STOP,
        json -> {
          account(json, account);
          reach(json, reach);
        });
  }

  static byte[] touch(AccountId account, MessageId message, String sender, Instant at) {
    return line(
        TOUCH,
        json -> {
          account(json, account);
          json.writeStringField("message", message.value().uuid());
          text(json, "from", sender);
          json.writeStringField("at", at.toString());
        });
  }

  static byte[] of(Conversation conversation) {
    return line(
        CONVERSATION,
        json -> {
          json.writeStringField("id", conversation.id().uuid());
          account(json, conversation.party().account());
          reach(json, conversation.party().sender());
          json.writeStringField("state", conversation.care().state().word());
          text(json, "assignee", conversation.care().assignee());
          text(json, "labels", ConversationReader.labels(conversation.care()));
          json.writeStringField("last", conversation.tail().last().at().toString());
          json.writeStringField("created", conversation.life().created().toString());
        });
  }

  static byte[] of(ConversationNote note) {
    return line(
        NOTE,
        json -> {
          json.writeStringField("id", note.id().uuid());
          account(json, note.account());
          json.writeStringField("conversation", note.conversation().uuid());
          json.writeStringField("author", note.author());
          json.writeStringField("words", note.text());
          json.writeStringField("created", note.created().toString());
          json.writeStringField("updated", note.updated().toString());
        });
  }

  /// Whose message it is about is not known yet: so nobody is told who the other end was.
  static byte[] half(Verdict verdict, Instant at) {
    return line(
        HALF,
        json -> {
          json.writeStringField("verdict", ArchiveLine.word(verdict));
          json.writeStringField("at", at.toString());
        });
  }

  /// Where it is nobody's, or another account's, only that it is there.
  ///
  /// @param open whether what it says may be told
  static byte[] of(Fragment fragment, boolean open) {
    return line(
        FRAGMENT,
        json -> {
          json.writeStringField("at", fragment.at().toString());
          if (open) {
            account(json, fragment.account().orElseThrow());
            text(json, "to", fragment.arrived().to().value());
            json.writeNumberField("part", fragment.part().number());
            json.writeNumberField("parts", fragment.part().total());
            if (fragment.arrived().content() instanceof Content.Binary(var data, _)) {
              json.writeStringField("octets", HexFormat.of().formatHex(data.octets()));
            } else {
              text(json, "text", fragment.arrived().content().words());
            }
          }
        });
  }

  static byte[] of(Learned learned) {
    return line(
        NETWORK,
        json -> {
          text(json, "mcc", learned.network().mcc());
          text(json, "mnc", learned.network().mnc());
          text(json, "name", learned.network().name());
          json.writeStringField("source", learned.source().word());
          json.writeStringField("at", learned.at().toString());
        });
  }

  static byte[] of(Erasure order, Optional<Erasure.Certificate> certificate) {
    return line(
        ERASURE,
        json -> {
          json.writeStringField("id", order.id().uuid());
          account(json, order.account());
          json.writeStringField("reason", order.reason());
          json.writeStringField("ordered", order.ordered().toString());
          if (order.progress().finished().isPresent()) {
            json.writeStringField("finished", order.progress().finished().get().toString());
          }
          if (certificate.isPresent()) {
            json.writeStringField("certificate", certificate.get().text());
            json.writeBinaryField("signature", certificate.get().signature().octets());
          }
        });
  }

  static byte[] of(Audit line) {
    return line(
        AUDIT,
        json -> {
          json.writeNumberField("number", line.number());
          account(json, line.account());
          json.writeStringField("about", line.subject().kind());
          json.writeStringField("name", line.subject().name());
          json.writeStringField("action", ArchiveLine.word(line.action()));
          json.writeStringField("at", line.by().at().toString());
        });
  }

  /// How far the reading of messages has come.
  static byte[] progress(long messages) {
    return line("progress", json -> json.writeNumberField("messages_read", messages));
  }

  /// @param unread how many blocks of the archive could not be read
  /// @param moved whether anything archived was brought back while it was read
  static byte[] end(Map<String, Long> lines, int unread, boolean moved) {
    return line(
        "end",
        json -> {
          json.writeBooleanField("complete", unread == 0 && !moved);
          json.writeObjectFieldStart("lines");
          for (var count : new TreeMap<>(lines).entrySet()) {
            json.writeNumberField(count.getKey(), count.getValue());
          }
          json.writeEndObject();
          json.writeNumberField("archive_blocks_unreadable", unread);
          json.writeBooleanField("moved", moved);
        });
  }

  private static void account(JsonGenerator json, AccountId account) throws IOException {
    json.writeStringField("account", "AC" + account);
  }

  private static void reach(JsonGenerator json, Consent.Reach reach) throws IOException {
    json.writeStringField("reach", ArchiveLine.word(reach.kind()));
    text(json, "reach_name", reach.name());
  }

  private static void text(JsonGenerator json, String name, String value) throws IOException {
    if (!value.isEmpty()) {
      json.writeStringField(name, value);
    }
  }
}
