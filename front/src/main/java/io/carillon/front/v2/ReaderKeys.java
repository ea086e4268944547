package io.carillon.front.v2;

import io.carillon.front.json.Fields;
import io.carillon.model.AccountId;
import io.carillon.model.Resource;
import io.carillon.wire.jose.RecipientKey;
import io.carillon.wire.jose.Unfit;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reader keys between requests, resources and what seals: their facts are the members of the JWK.
final class ReaderKeys {
  /// What may be said of one; what else a JWK has is not looked at.
  private static final List<String> MEMBERS =
      List.of("kty", "n", "e", "crv", "x", "y", "kid", "use", "alg");

  private static final List<String> PRIVATE =
      List.of("d", "p", "q", "dp", "dq", "qi", "oth", "k", "priv");

  private static final String ID = "kid";
  private static final int MEMBER_MAX = 2_048;
  private static final int PEM_MAX = 4_096;

  private ReaderKeys() {}

  /// The key in a request: `jwk` or `pem`. What is wrong with it is gathered in `fields`, without a
  /// word of the key.
  static Optional<RecipientKey> read(Fields fields) {
    fields.only(Set.of("jwk", "pem"));
    if (fields.has("jwk") == fields.has("pem")) {
      fields.wrong("jwk", "or \"pem\" must be there, and not both");
      return Optional.empty();
    }
    try {
      if (fields.has("pem")) {
        var pem = fields.text("pem", PEM_MAX);
        return pem.isEmpty() ? Optional.empty() : Optional.of(RecipientKey.ofPem(pem.get()));
      }
      var jwk = fields.object("jwk");
      return jwk.isEmpty() ? Optional.empty() : Optional.of(RecipientKey.ofJwk(members(jwk.get())));
    } catch (Unfit e) {
      fields.wrong(fields.has("pem") ? "pem" : "jwk", e.why());
      return Optional.empty();
    }
  }

  private static Map<String, String> members(Fields jwk) {
    var members = new HashMap<String, String>();
    for (var name : MEMBERS) {
      jwk.text(name, MEMBER_MAX).ifPresent(value -> members.put(name, value));
    }
    PRIVATE.stream().filter(jwk::has).forEach(name -> members.put(name, ""));
    return members;
  }

  /// What is kept of a key. Its id comes from the account, so that an account has one.
  static Resource kept(AccountId account, RecipientKey key, Instant now) {
    var facts = new HashMap<>(key.members());
    facts.put(ID, key.id());
    return new Resource(
        account.value(), account, Resource.Kind.READER_KEY, key.thumbprint(), facts, now, now);
  }

  /// The key that was kept.
  static RecipientKey of(Resource kept) throws Unfit {
    return RecipientKey.ofJwk(kept.facts());
  }
}
