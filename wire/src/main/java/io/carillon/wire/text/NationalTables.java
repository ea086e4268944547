package io.carillon.wire.text;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.TreeSet;

/// The default and the national tables of GSM 03.38 as arrays, read from `national-tables.txt` when
/// first needed: about 60 KB. Table 0 is the default one.
final class NationalTables {
  /// Tables of each kind, the default one counted.
  static final int COUNT = Language.values().length + 1;

  private static final int CODES = 128;
  private static final int ROW = 16;
  private static final String NOTHING = "----";

  /// By identifier and code; 0 where a table has nothing or is not there at all.
  private static final char[][] LOCKING = new char[COUNT][CODES];

  private static final char[][] SINGLE = new char[COUNT][CODES];

  /// Every character of every table, in order.
  private static final char[] CHARACTERS;

  /// By identifier and place in `CHARACTERS`; -1 where the table lacks the character.
  private static final byte[][] LOCKING_CODES = new byte[COUNT][];

  private static final byte[][] SINGLE_CODES = new byte[COUNT][];

  /// By place in `CHARACTERS`: a bit for each table that has the character.
  private static final short[] LOCKINGS;

  private static final short[] SINGLES;

  static {
    for (int code = 0; code < CODES; code++) {
      LOCKING[0][code] = code == Gsm.ESCAPE ? 0 : Gsm.basic(code);
      SINGLE[0][code] = Gsm.extension(code);
    }
    read();
    CHARACTERS = characters();
    for (int i = 0; i < COUNT; i++) {
      LOCKING_CODES[i] = codes(LOCKING[i]);
      SINGLE_CODES[i] = codes(SINGLE[i]);
    }
    LOCKINGS = bits(LOCKING_CODES);
    SINGLES = bits(SINGLE_CODES);
  }

  private NationalTables() {}

  private static void read() {
    var name = "national-tables.txt";
    try (InputStream stream = NationalTables.class.getResourceAsStream(name);
        var reader =
            new BufferedReader(
                new InputStreamReader(
                    Objects.requireNonNull(stream, name), StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (!line.isBlank() && !line.startsWith("#")) {
          var head = line.split(" ", -1);
          var tables = head[0].equals("locking") ? LOCKING : SINGLE;
          fill(tables[Integer.parseInt(head[1])], reader);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(name, e);
    }
  }

  private static void fill(char[] table, BufferedReader reader) throws IOException {
    for (int from = 0; from < CODES; from += ROW) {
      var cells = Objects.requireNonNull(reader.readLine(), "a table of eight rows").split(" ", -1);
      for (int i = 0; i < ROW; i++) {
        table[from + i] = cells[i].equals(NOTHING) ? 0 : (char) Integer.parseInt(cells[i], 16);
      }
    }
  }

  private static char[] characters() {
    var all = new TreeSet<Character>();
    for (int i = 0; i < COUNT; i++) {
      for (int code = 0; code < CODES; code++) {
        all.add(LOCKING[i][code]);
        all.add(SINGLE[i][code]);
      }
    }
    all.remove((char) 0);
    var characters = new char[all.size()];
    int at = 0;
    for (char character : all) {
      characters[at++] = character;
    }
    return characters;
  }

  /// A character that stands twice in a table is sent by its lower code.
  private static byte[] codes(char[] table) {
    var codes = new byte[CHARACTERS.length];
    Arrays.fill(codes, (byte) -1);
    for (int code = CODES - 1; code >= 0; code--) {
      if (table[code] != 0) {
        codes[place(table[code])] = (byte) code;
      }
    }
    return codes;
  }

  /// Where a character stands among all of them; negative where no table has it.
  static int place(char character) {
    return Arrays.binarySearch(CHARACTERS, character);
  }

  private static short[] bits(byte[][] codes) {
    var bits = new short[CHARACTERS.length];
    for (int place = 0; place < bits.length; place++) {
      for (int i = 0; i < COUNT; i++) {
        bits[place] |= (short) (codes[i][place] < 0 ? 0 : 1 << i);
      }
    }
    return bits;
  }

  /// The locking tables that have the character at `place`, a bit for each identifier.
  static int lockings(int place) {
    return LOCKINGS[place];
  }

  /// The single shift tables that have it.
  static int singles(int place) {
    return SINGLES[place];
  }

  /// The septet of `character`, or'ed with `Gsm.EXTENDED` where it needs an escape; negative where
  /// neither table has it.
  static int code(char character, int locking, int single) {
    int place = place(character);
    if (place < 0) {
      return -1;
    }
    int code = LOCKING_CODES[locking][place];
    if (code >= 0) {
      return code;
    }
    int extended = SINGLE_CODES[single][place];
    return extended < 0 ? -1 : Gsm.EXTENDED | extended;
  }

  /// The character of a code under 128 in a locking table; 0 where it has nothing.
  static char locking(int identifier, int code) {
    return LOCKING[identifier][code];
  }

  /// The character of a code under 128 in a single shift table; 0 where it has nothing.
  static char single(int identifier, int code) {
    return SINGLE[identifier][code];
  }
}
