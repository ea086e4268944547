package io.carillon.front.mycpaas;

import io.carillon.front.form.FormWriter;
import io.carillon.front.post.Courier;
import io.carillon.model.Message;
import io.carillon.model.Notice;
import io.carillon.model.Secret;
import io.carillon.model.Status;
import io.carillon.model.port.Accounts;
import io.carillon.model.port.Herald;
import io.carillon.wire.http.Field;
import io.carillon.wire.sign.FormSignature;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Tells a change of a message by a form, posted to its `StatusCallback` and signed with the auth
/// token of its account.
public final class MycpaasHerald implements Herald {
  /// In which what people write can be told.
  public static final List<Shape> SHAPES = List.of(new Shape(Surface.DIALECT, "", Naming.POSSIBLE));

  private static final String SIGNATURE = "X-Twilio-Signature";
  private static final String TOKEN = "I-Twilio-Idempotency-Token";
  private static final Field FORM =
      new Field("Content-Type", "application/x-www-form-urlencoded; charset=utf-8");
  private static final int SIGNERS_MAX = 10_000;

  private final Courier courier;
  private final Accounts accounts;
  private final Map<Secret, FormSignature> signers = new ConcurrentHashMap<>();

  public MycpaasHerald(Courier courier, Accounts accounts) {
    this.courier = courier;
    this.accounts = accounts;
  }

  @Override
  public List<Shape> shapes() {
    return SHAPES;
  }

  @Override
  public String dialect() {
    return Surface.DIALECT;
  }

  @Override
  public Telling tell(Message message, Notice notice) {
    var account = accounts.directory().account(message.account());
    if (account.isEmpty()) {
      return new Telling.Gone("the account is gone");
    }
    var callback = CallbackUrl.of(notice.destination());
    var form = form(message, notice.change());
    var fields = new ArrayList<Field>();
    fields.add(FORM);
    fields.add(new Field(TOKEN, message.id().value().uuid() + "-" + notice.sequence()));
    var token = account.get().token();
    if (!token.reveal().isEmpty()) {
      fields.add(new Field(SIGNATURE, signer(token).sign(callback.url(), form.fields())));
    }
    var overrides = callback.overrides();
    var told = courier.post(callback.url(), fields, form.bytes(), overrides.limit());
    return overrides.judged(told, notice.telling().attempts());
  }

  private static FormWriter form(Message message, Notice.Change change) {
    var surface = Surface.of(message);
    var sid = Sids.message(message, surface);
    var status = MycpaasMapping.word(change.status(), surface);
    var parties = message.parties();
    var form =
        new FormWriter()
            .add("AccountSid", Sids.account(parties.account()))
            .add("ApiVersion", Surface.VERSION)
            .add("From", Party.printed(parties.channel(), parties.from()))
            .add("MessageSid", sid)
            .add("MessageStatus", status)
            .add("SmsSid", sid)
            .add("SmsStatus", status)
            .add("To", Party.printed(parties.channel(), parties.to()));
    change
        .fault()
        .filter(_ -> MessageReplies.isFailure(status))
        .ifPresent(fault ->
            form.add("ErrorCode", Integer.toString(MycpaasFault.of(fault).failed()))
                .add("ErrorMessage", fault.words()));
    var service = Kept.of(message).service();
    if (!service.isEmpty()) {
      form.add("MessagingServiceSid", service);
    }
    var prefix = MycpaasMapping.prefix(parties.channel());
    if (!prefix.isEmpty()) {
      form.add("ChannelPrefix", prefix.substring(0, prefix.length() - 1))
          .add("ChannelToAddress", parties.to().value());
    }
    return change.status() == Status.READ ? form.add("EventType", "READ") : form;
  }

  /// Setting a key up costs more than using it, so the few that are in use are kept.
  private FormSignature signer(Secret secret) {
    if (signers.size() >= SIGNERS_MAX) {
      signers.clear();
    }
    return signers.computeIfAbsent(secret, key -> new FormSignature(key.reveal()));
  }
}
