package io.carillon.store;

import io.carillon.model.Address;
import io.carillon.model.Consent.Proof;
import io.carillon.store.Checkup.Finding;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/// Follows the chain of consent records of each account: whether any was changed, or taken out.
final class ConsentCheck {
  private static final int ROWS = 500;
  private static final byte[] NO_SEAL = new byte[0];

  private final Session session;
  private final Keys keys = new Keys();
  private final Map<Integer, byte[]> links = new HashMap<>();
  private final ConsentSeal seals = new ConsentSeal(new byte[1]);

  ConsentCheck(Session session) {
    this.session = session;
  }

  Finding finding(String about) throws SQLException {
    long count = 0;
    long last = 0;
    while (true) {
      var some = session.prepared("consent_sealed").number(last).number(ROWS).list(this::broken);
      for (var record : some) {
        if (record.isBroken()) {
          return new Finding(about, false, "the chain breaks at record " + record.number());
        }
      }
      count += some.size();
      if (some.size() < ROWS) {
        return new Finding(about, true, Checkup.number(count));
      }
      last = some.getLast().number();
    }
  }

  private record Looked(long number, boolean isBroken) {}

  private Looked broken(Row row) throws SQLException {
    long number = row.large();
    int key = row.number();
    var account = keys.accountOf(session, key);
    var mark = row.id();
    var reach = ConsentRows.reach(row);
    var action = Codes.CONSENT.of(row.number());
    var method = Codes.CONSENT_METHOD.of(row.number());
    var fixed = new ConsentSeal.Fixed(account, mark, reach, action, method, row.large());
    int kind = row.number();
    var person = row.text();
    var proof =
        new Proof(method, row.text(), row.text(), row.text(), row.text(), row.text(), row.text());
    var digest = row.givenOctets();
    var previous = row.givenOctets();
    var seal = row.givenOctets();
    boolean isWhole =
        Arrays.equals(previous, links.getOrDefault(key, NO_SEAL))
            && Arrays.equals(seal, seals.seal(fixed, digest, previous))
            && (person.isEmpty()
                || Arrays.equals(
                    digest, seals.digest(new Address(Codes.ADDRESS.of(kind), person), proof)));
    links.put(key, seal);
    return new Looked(number, !isWhole);
  }
}
