package io.carillon.front.mycpaas;

import io.carillon.front.form.FormWriter;
import io.carillon.front.markup.Element;
import io.carillon.front.markup.Link;
import io.carillon.front.markup.Reading;
import io.carillon.front.markup.Tongue;
import io.carillon.front.markup.Trouble;
import io.carillon.front.markup.Walk;
import io.carillon.front.post.Brought;
import io.carillon.front.post.Courier;
import io.carillon.model.Content;
import io.carillon.model.Message;
import io.carillon.wire.http.Field;
import io.carillon.wire.sign.FormSignature;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Tells what a person wrote, as Twilio's page "Twilio's request to your incoming message webhook
/// URL" has it, and reads the answer as TwiML. The documents that an answer leads to are asked for
/// in the same way.
///
/// @param token that names this telling: the same at each try
/// @param signer empty where the account has no auth token
/// @param twiml reads answers to the message
record InboundTongue(
    Courier courier,
    Optional<FormSignature> signer,
    Twiml twiml,
    Field token,
    List<Map.Entry<String, String>> words)
    implements Tongue {
  static final String SIGNATURE = "X-Twilio-Signature";
  private static final Field FORM =
      new Field("Content-Type", "application/x-www-form-urlencoded; charset=utf-8");

  /// What is said of a message from a person, name by name.
  ///
  /// @param optOut `STOP`, `START` or `HELP`, where it is that
  /// @param country tells the country of a number; empty = none
  static List<Map.Entry<String, String>> words(
      Message message, Optional<String> optOut, Function<String, String> country) {
    var sid = Sids.message(message, Surface.BARE);
    var parties = message.parties();
    var words = new FormWriter();
    words.add("AccountSid", Sids.account(parties.account()));
    words.add("ApiVersion", Surface.VERSION);
    words.add("Body", message.content().words());
    words.add("From", Party.printed(parties.channel(), parties.from()));
    place(words, "FromCountry", country.apply(parties.from().value()));
    for (int i = 0; i < media(message).size(); i++) {
      var item = media(message).get(i);
      if (!item.type().isEmpty()) {
        words.add("MediaContentType" + i, item.type());
      }
      words.add("MediaUrl" + i, item.source());
    }
    words.add("MessageSid", sid);
    place(words, "MessagingServiceSid", Kept.of(message).service());
    words.add("NumMedia", Integer.toString(media(message).size()));
    words.add("NumSegments", Integer.toString(message.bill().segments()));
    optOut.ifPresent(word -> words.add("OptOutType", word));
    words.add("SmsMessageSid", sid);
    words.add("SmsSid", sid);
    words.add("SmsStatus", "received");
    words.add("To", Party.printed(parties.channel(), parties.to()));
    place(words, "ToCountry", country.apply(parties.to().value()));
    return words.fields();
  }

  private static void place(FormWriter words, String name, String value) {
    if (!value.isEmpty()) {
      words.add(name, value);
    }
  }

  private static List<Content.Item> media(Message message) {
    return message.content() instanceof Content.Media(_, var items) ? items : List.of();
  }

  @Override
  public Brought bring(Link link, Duration atMost) {
    var callback = wired(link.url());
    var own = callback.overrides().limit();
    var limit = own.compareTo(atMost) < 0 ? own : atMost;
    var form = new FormWriter();
    words.forEach(word -> form.add(word.getKey(), word.getValue()));
    link.more().forEach(form::add);
    if (link.byGet()) {
      var url = asked(callback.url(), form);
      return courier.askByGet(url, signed(url, List.of()), limit, Walk.DOCUMENT_MAX);
    }
    var fields = signed(callback.url(), form.fields());
    fields.add(FORM);
    return courier.askByPost(callback.url(), fields, form.bytes(), limit, Walk.DOCUMENT_MAX);
  }

  /// A URL with more in its query.
  static String asked(String url, FormWriter form) {
    return url + (url.indexOf('?') < 0 ? '?' : '&') + form.text();
  }

  /// What goes on the wire is signed: without fragment.
  static CallbackUrl wired(String url) {
    return CallbackUrl.read(url) instanceof CallbackUrl.Read.Good(var callback)
        ? callback
        : new CallbackUrl(CallbackUrl.wired(url.replaceFirst("#.*", "")), Overrides.NONE);
  }

  private List<Field> signed(String url, List<Map.Entry<String, String>> form) {
    var fields = new ArrayList<Field>();
    fields.add(token);
    signer.ifPresent(one -> fields.add(new Field(SIGNATURE, one.sign(url, form))));
    return fields;
  }

  @Override
  public Reading read(Element response, Link from) {
    return twiml.read(response, from);
  }

  @Override
  public Reading read(String text, Link from) {
    return twiml.read(text);
  }

  @Override
  public int code(Trouble trouble, int status) {
    return Twiml.code(trouble);
  }
}
