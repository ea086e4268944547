/// When promotional messages may reach people: the hours of the day, on the recipient's own clock,
/// in which they may come, and the next moment in which they do.
///
/// It knows numbers and the time, never what a message says. Which hours hold where is data
/// (`hours/windows.txt` beside these classes) and what an account has set. Start at
/// `QuietHoursCheck`; `Week` is the arithmetic.
@NullMarked
package io.carillon.engine.comply.quiet;

import org.jspecify.annotations.NullMarked;
