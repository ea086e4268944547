package io.carillon.front.restcomm;

import io.carillon.engine.answer.Answering;
import io.carillon.front.markup.Element;
import io.carillon.front.markup.Link;
import io.carillon.front.markup.MarkupReader;
import io.carillon.front.markup.Reading;
import io.carillon.front.markup.Redirect;
import io.carillon.model.Callback;
import io.carillon.model.Channel;
import io.carillon.model.Content;
import io.carillon.model.Letter;
import io.carillon.model.Message;
import io.carillon.model.Reply;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/// Reads what an answer in RCML asks for: `<Sms>`, `<Message>`, `<Redirect>` and `<Email>`, in
/// their order (the pages of the verbs; Restcomm-Connect's SMS interpreter).
///
/// The `action` of a message is the document that goes on: it is asked for at once, and what stands
/// behind the message is not read. Other verbs and messages that cannot be sent have their number
/// in the trace; what stands behind them is done.
///
/// @param message that is answered: who wrote it hears the answer, unless the answer says otherwise
/// @param objections what stands against calling a URL
record Rcml(Message message, Function<String, Optional<String>> objections) {
  static final int CONTENT_TYPE = 12_300;
  static final int URL_INVALID = Redirect.URL_INVALID;
  static final int UNPARSABLE = 12_100;

  private static final int MEDIA_MAX = 10;
  private static final String SUBJECT = "Restcomm Email Service";
  private static final int TO_INVALID = 14_101;
  private static final int FROM_INVALID = 14_102;
  private static final int BODY_INVALID = 14_103;
  private static final int METHOD_INVALID = 14_104;
  private static final int VERB_INVALID = 14_110;

  /// What a `<Response>` asks for.
  Reading read(Element response, Link here) {
    var notes = new Reading.Notes();
    int asked = 0;
    for (var verb : response.children()) {
      Optional<Link> next =
          switch (verb.name()) {
            case "Sms", "Message" ->
                asked++ < Answering.REPLIES_MAX
                    ? message(verb, here, notes)
                    : tooMany(asked, notes);
            case "Redirect" -> Redirect.read(verb, here, notes);
            case "Email" ->
                asked++ < Answering.REPLIES_MAX ? letter(verb, notes) : tooMany(asked, notes);
            default -> {
              notes.wrong(
                  VERB_INVALID, MarkupReader.shown(verb.name()) + " is no verb for a message");
              yield Optional.empty();
            }
          };
      if (next.isPresent() || verb.name().equals("Redirect")) {
        return next.map(notes::goOn).orElseGet(notes::end);
      }
    }
    return notes.end();
  }

  private static Optional<Link> tooMany(int asked, Reading.Notes notes) {
    if (asked == Answering.REPLIES_MAX + 1) {
      notes.wrong(
          BODY_INVALID,
          "more than " + Answering.REPLIES_MAX + " messages and e-mails are asked for");
    }
    return Optional.empty();
  }

  /// Notes the message; tells the document that goes on, where one is named.
  private Optional<Link> message(Element verb, Link here, Reading.Notes notes) {
    var to = verb.attribute("to").map(Rcml::party).orElseGet(() -> Optional.of(person()));
    var from = verb.attribute("from").map(Rcml::party).orElseGet(() -> Optional.of(number()));
    var content = content(verb, here);
    var byGet = Link.byGet(verb.attribute("method"));
    var callbackByGet = Link.byGet(verb.attribute("statusCallbackMethod"));
    var callback = verb.attribute("statusCallback").flatMap(text -> callback(here, text));
    var action = verb.attribute("action").flatMap(here::resolved);
    if (to.isEmpty()) {
      notes.wrong(TO_INVALID, "'to' names a channel that is not known here");
    } else if (from.isEmpty() || from.get().channel() != to.get().channel()) {
      notes.wrong(FROM_INVALID, "'from' is not on the channel of 'to'");
    } else if (content.isEmpty()) {
      notes.wrong(
          BODY_INVALID, "a message says nothing, or has more than one <Body> or 10 <Media>");
    } else if (byGet.isEmpty() || callbackByGet.isEmpty()) {
      notes.wrong(METHOD_INVALID, "the method of a message must be GET or POST");
    } else if (callback.isPresent() != verb.attribute("statusCallback").isPresent()
        || action.isPresent() != verb.attribute("action").isPresent()) {
      notes.wrong(URL_INVALID, "the URL in 'action' or 'statusCallback' cannot be called");
    } else {
      var kept = new Kept(callbackByGet.get(), "", Map.of());
      notes.reply(
          reply(verb, ends(from.get(), to.get(), content.get()), content.get(), callback, kept));
      return action.map(url -> Link.to(url, byGet.get()).with("SmsStatus", "sending"));
    }
    return Optional.empty();
  }

  /// Notes the e-mail.
  private static Optional<Link> letter(Element verb, Reading.Notes notes) {
    var to = addresses(verb, "to");
    var cc = addresses(verb, "cc");
    var bcc = addresses(verb, "bcc");
    var from = verb.attribute("from").map(String::strip).filter(Letter::isAddress);
    var text = verb.text().strip();
    var all = Stream.of(to, cc, bcc).flatMap(List::stream).toList();
    if (to.isEmpty()
        || all.size() > Letter.RECIPIENTS_MAX
        || !all.stream().allMatch(Letter::isAddress)) {
      notes.wrong(
          TO_INVALID,
          "<Email>: 'to', 'cc' and 'bcc' hold e-mail addresses with commas between them, 1 to "
              + Letter.RECIPIENTS_MAX
              + " in all");
    } else if (from.isEmpty()) {
      notes.wrong(FROM_INVALID, "<Email>: 'from' is no e-mail address");
    } else if (text.isEmpty()) {
      notes.wrong(BODY_INVALID, "<Email>: it says nothing");
    } else {
      notes.letter(new Letter(from.get(), to, cc, bcc, subject(verb), text));
    }
    return Optional.empty();
  }

  /// In one line, and not too long.
  private static String subject(Element verb) {
    var line = verb.attribute("subject").orElse("").replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
    var subject = line.isEmpty() ? SUBJECT : line;
    return subject.substring(0, Math.min(subject.length(), Letter.SUBJECT_MAX));
  }

  private static List<String> addresses(Element verb, String attribute) {
    return verb.attribute(attribute).stream()
        .flatMap(text -> Stream.of(text.split(",", -1)))
        .map(String::strip)
        .filter(text -> !text.isEmpty())
        .toList();
  }

  private Optional<Callback> callback(Link here, String text) {
    return here.resolved(text)
        .filter(url -> objections.apply(url).isEmpty())
        .map(url -> new Callback(url, RestcommMapping.told()));
  }

  private static Reply.Ends ends(Party from, Party to, Content content) {
    boolean mms = to.channel() == Channel.SMS && content instanceof Content.Media;
    return new Reply.Ends(mms ? Channel.MMS : to.channel(), from.value(), to.value());
  }

  private static Reply reply(
      Element verb, Reply.Ends ends, Content content, Optional<Callback> callback, Kept kept) {
    var form = verb.name().equals("Sms") ? Form.SMS : Form.CHANNELS;
    return new Reply(
        Reply.place(Form.DIALECT, form.word()), ends, content, callback, Map.of(), kept.keepsake());
  }

  /// The text stands in a `<Body>`, or bare; empty where there is nothing to say, or too much.
  private static Optional<Content> content(Element verb, Link here) {
    var bodies = verb.children("Body");
    var media = verb.children("Media");
    var body = (bodies.isEmpty() ? verb : bodies.getFirst()).text().strip();
    var items =
        media.stream()
            .filter(noun -> !noun.text().isBlank())
            .flatMap(noun -> here.resolved(noun.text()).stream())
            .map(url -> new Content.Item(url, "", ""))
            .toList();
    boolean good =
        bodies.size() <= 1
            && media.size() <= MEDIA_MAX
            && items.size() == media.size()
            && !(body.isEmpty() && media.isEmpty());
    if (!good) {
      return Optional.empty();
    }
    return Optional.of(
        items.isEmpty() ? new Content.Text(body) : new Content.Media(body, List.copyOf(items)));
  }

  /// One end: `sms:+14155550123`, or a bare value.
  private record Party(Channel channel, String value) {}

  private static Optional<Party> party(String text) {
    int colon = text.indexOf(':');
    return colon < 0
        ? Optional.of(new Party(Channel.SMS, text))
        : RestcommMapping.channel(text.substring(0, colon))
            .map(channel -> new Party(bare(channel), text.substring(colon + 1)));
  }

  /// Text and media go on one number.
  private static Channel bare(Channel channel) {
    return channel == Channel.MMS ? Channel.SMS : channel;
  }

  private Party person() {
    return new Party(bare(message.parties().channel()), message.parties().from().value());
  }

  private Party number() {
    return new Party(bare(message.parties().channel()), message.parties().to().value());
  }
}
