package io.carillon.wire.smpp;

import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;

/// The values of command_status (SMPP 3.4 §5.1.3; 0x100 and up: SMPP 5.0 §4.7.6). The names leave
/// the standard's `ESME_` out. What to do about each is a carrier's decision.
public final class CommandStatus {
  public static final int ROK = 0x00;
  public static final int RINVMSGLEN = 0x01;
  public static final int RINVCMDLEN = 0x02;
  public static final int RINVCMDID = 0x03;
  public static final int RINVBNDSTS = 0x04;
  public static final int RALYBND = 0x05;
  public static final int RINVPRTFLG = 0x06;
  public static final int RINVREGDLVFLG = 0x07;
  public static final int RSYSERR = 0x08;
  public static final int RINVSRCADR = 0x0A;
  public static final int RINVDSTADR = 0x0B;
  public static final int RINVMSGID = 0x0C;
  public static final int RBINDFAIL = 0x0D;
  public static final int RINVPASWD = 0x0E;
  public static final int RINVSYSID = 0x0F;
  public static final int RCANCELFAIL = 0x11;
  public static final int RREPLACEFAIL = 0x13;
  public static final int RMSGQFUL = 0x14;
  public static final int RINVSERTYP = 0x15;
  public static final int RINVNUMDESTS = 0x33;
  public static final int RINVDLNAME = 0x34;
  public static final int RINVDESTFLAG = 0x40;
  public static final int RINVSUBREP = 0x42;
  public static final int RINVESMCLASS = 0x43;
  public static final int RCNTSUBDL = 0x44;
  public static final int RSUBMITFAIL = 0x45;
  public static final int RINVSRCTON = 0x48;
  public static final int RINVSRCNPI = 0x49;
  public static final int RINVDSTTON = 0x50;
  public static final int RINVDSTNPI = 0x51;
  public static final int RINVSYSTYP = 0x53;
  public static final int RINVREPFLAG = 0x54;
  public static final int RINVNUMMSGS = 0x55;
  public static final int RTHROTTLED = 0x58;
  public static final int RINVSCHED = 0x61;
  public static final int RINVEXPIRY = 0x62;
  public static final int RINVDFTMSGID = 0x63;
  public static final int RX_T_APPN = 0x64;
  public static final int RX_P_APPN = 0x65;
  public static final int RX_R_APPN = 0x66;
  public static final int RQUERYFAIL = 0x67;
  public static final int RINVTLVSTREAM = 0xC0;
  public static final int RTLVNOTALLWD = 0xC1;
  public static final int RINVTLVLEN = 0xC2;
  public static final int RMISSINGTLV = 0xC3;
  public static final int RINVTLVVAL = 0xC4;
  public static final int RDELIVERYFAILURE = 0xFE;
  public static final int RUNKNOWNERR = 0xFF;
  public static final int RSERTYPUNAUTH = 0x100;
  public static final int RPROHIBITED = 0x101;
  public static final int RSERTYPUNAVAIL = 0x102;
  public static final int RSERTYPDENIED = 0x103;
  public static final int RINVDCS = 0x104;
  public static final int RINVSRCADDRSUBUNIT = 0x105;
  public static final int RINVDSTADDRSUBUNIT = 0x106;
  public static final int RINVBCASTFREQINT = 0x107;
  public static final int RINVBCASTALIAS_NAME = 0x108;
  public static final int RINVBCASTAREAFMT = 0x109;
  public static final int RINVNUMBCAST_AREAS = 0x10A;
  public static final int RINVBCASTCNTTYPE = 0x10B;
  public static final int RINVBCASTMSGCLASS = 0x10C;

  private static final Map<Integer, String> NAMES =
      Map.<Integer, String>ofEntries(
          Map.entry(ROK, "ROK"),
          Map.entry(RINVMSGLEN, "RINVMSGLEN"),
          Map.entry(RINVCMDLEN, "RINVCMDLEN"),
          Map.entry(RINVCMDID, "RINVCMDID"),
          Map.entry(RINVBNDSTS, "RINVBNDSTS"),
          Map.entry(RALYBND, "RALYBND"),
          Map.entry(RINVPRTFLG, "RINVPRTFLG"),
          Map.entry(RINVREGDLVFLG, "RINVREGDLVFLG"),
          Map.entry(RSYSERR, "RSYSERR"),
          Map.entry(RINVSRCADR, "RINVSRCADR"),
          Map.entry(RINVDSTADR, "RINVDSTADR"),
          Map.entry(RINVMSGID, "RINVMSGID"),
          Map.entry(RBINDFAIL, "RBINDFAIL"),
          Map.entry(RINVPASWD, "RINVPASWD"),
          Map.entry(RINVSYSID, "RINVSYSID"),
          Map.entry(RCANCELFAIL, "RCANCELFAIL"),
          Map.entry(RREPLACEFAIL, "RREPLACEFAIL"),
          Map.entry(RMSGQFUL, "RMSGQFUL"),
          Map.entry(RINVSERTYP, "RINVSERTYP"),
          Map.entry(RINVNUMDESTS, "RINVNUMDESTS"),
          Map.entry(RINVDLNAME, "RINVDLNAME"),
          Map.entry(RINVDESTFLAG, "RINVDESTFLAG"),
          Map.entry(RINVSUBREP, "RINVSUBREP"),
          Map.entry(RINVESMCLASS, "RINVESMCLASS"),
          Map.entry(RCNTSUBDL, "RCNTSUBDL"),
          Map.entry(RSUBMITFAIL, "RSUBMITFAIL"),
          Map.entry(RINVSRCTON, "RINVSRCTON"),
          Map.entry(RINVSRCNPI, "RINVSRCNPI"),
          Map.entry(RINVDSTTON, "RINVDSTTON"),
          Map.entry(RINVDSTNPI, "RINVDSTNPI"),
          Map.entry(RINVSYSTYP, "RINVSYSTYP"),
          Map.entry(RINVREPFLAG, "RINVREPFLAG"),
          Map.entry(RINVNUMMSGS, "RINVNUMMSGS"),
          Map.entry(RTHROTTLED, "RTHROTTLED"),
          Map.entry(RINVSCHED, "RINVSCHED"),
          Map.entry(RINVEXPIRY, "RINVEXPIRY"),
          Map.entry(RINVDFTMSGID, "RINVDFTMSGID"),
          Map.entry(RX_T_APPN, "RX_T_APPN"),
          Map.entry(RX_P_APPN, "RX_P_APPN"),
          Map.entry(RX_R_APPN, "RX_R_APPN"),
          Map.entry(RQUERYFAIL, "RQUERYFAIL"),
          Map.entry(RINVTLVSTREAM, "RINVTLVSTREAM"),
          Map.entry(RTLVNOTALLWD, "RTLVNOTALLWD"),
          Map.entry(RINVTLVLEN, "RINVTLVLEN"),
          Map.entry(RMISSINGTLV, "RMISSINGTLV"),
          Map.entry(RINVTLVVAL, "RINVTLVVAL"),
          Map.entry(RDELIVERYFAILURE, "RDELIVERYFAILURE"),
          Map.entry(RUNKNOWNERR, "RUNKNOWNERR"),
          Map.entry(RSERTYPUNAUTH, "RSERTYPUNAUTH"),
          Map.entry(RPROHIBITED, "RPROHIBITED"),
          Map.entry(RSERTYPUNAVAIL, "RSERTYPUNAVAIL"),
          Map.entry(RSERTYPDENIED, "RSERTYPDENIED"),
          Map.entry(RINVDCS, "RINVDCS"),
          Map.entry(RINVSRCADDRSUBUNIT, "RINVSRCADDRSUBUNIT"),
          Map.entry(RINVDSTADDRSUBUNIT, "RINVDSTADDRSUBUNIT"),
          Map.entry(RINVBCASTFREQINT, "RINVBCASTFREQINT"),
          Map.entry(RINVBCASTALIAS_NAME, "RINVBCASTALIAS_NAME"),
          Map.entry(RINVBCASTAREAFMT, "RINVBCASTAREAFMT"),
          Map.entry(RINVNUMBCAST_AREAS, "RINVNUMBCAST_AREAS"),
          Map.entry(RINVBCASTCNTTYPE, "RINVBCASTCNTTYPE"),
          Map.entry(RINVBCASTMSGCLASS, "RINVBCASTMSGCLASS"));

  private CommandStatus() {}

  /// Name and number for people: `ESME_RTHROTTLED (0x58)`, or `vendor status (0x401)`.
  public static String describe(int status) {
    String name = NAMES.get(status);
    String known = name == null ? kind(status) : "ESME_" + name;
    return "%s (0x%02x)".formatted(known, status);
  }

  /// The status of a name, with or without its `ESME_`, in any case.
  public static OptionalInt of(String name) {
    var upper = name.toUpperCase(Locale.ROOT);
    var bare = upper.startsWith("ESME_") ? upper.substring("ESME_".length()) : upper;
    return NAMES.entrySet().stream()
        .filter(entry -> entry.getValue().equals(bare))
        .mapToInt(Map.Entry::getKey)
        .findFirst();
  }

  /// SMPP 3.4 §5.1.3 reserves 0x400 to 0x4FF for vendors.
  private static String kind(int status) {
    return status >= 0x400 && status <= 0x4FF ? "vendor status" : "unknown status";
  }
}
