#pragma once

namespace mien {

/// Gives the C library's numbers their point back. Qt's application object takes over the user's locale for the whole
/// process, and printf and strtod of every library then write and expect 0,5 in much of Europe and in Vietnam. Mien's
/// own numbers do not depend on it (core/common/text/numbers.h); this is for those libraries. Call it behind each
/// Q*Application, before there are other threads.
void resetNumericLocale();

} // namespace mien
