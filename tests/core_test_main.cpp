#include <gtest/gtest.h>

#include <clocale>
#include <cstdlib>

// Takes over the user's locale, numbers included, as Qt's application object does in the window and as no belt of ours
// undoes here: the suite run under LC_ALL=de_DE.UTF-8 or tr_TR.UTF-8 (packaging/test.sh --locale) must pass all the
// same.
int main(int argc, char** argv) {
  std::setlocale(LC_ALL, "");
  ::setenv("MIEN_LOG", "off", 0); // of the programs that tests start: the user's log is not theirs to fill
  testing::InitGoogleTest(&argc, argv);
  return RUN_ALL_TESTS();
}
