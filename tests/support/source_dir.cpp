#include "tests/support/source_dir.h"

namespace mien::test {

// The only place that knows the path: other objects are the same in every checkout, so that ccache can share them.
std::filesystem::path sourceDir() { return MIEN_SOURCE_DIR; }

} // namespace mien::test
