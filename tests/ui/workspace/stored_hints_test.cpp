#include "ui/workspace/stored_hints.h"

#include "tests/support/own_settings.h"
#include "ui/text/qt_strings.h"

#include <gtest/gtest.h>

#include <chrono>

namespace mien::ui {
namespace {

class StoredHints : public testing::Test {
protected:
  test::OwnSettings m_settings;
  std::filesystem::path m_path = m_settings.folder().write("a.pth", "weights");
  QString m_file = toQt(m_path);
  ModelHints m_hints{{"fear", "anger", "neutral"}, 224, 0.485F, 0.229F};
};

TEST_F(StoredHints, AreThoseThatWereGiven) {
  EXPECT_TRUE(storedHints(m_file).empty());
  storeHints(m_file, m_hints);
  EXPECT_EQ(storedHints(m_file), m_hints);
  EXPECT_TRUE(storedHints(toQt(m_settings.folder().write("b.pth", "weights"))).empty()) << "another file";
  storeHints(m_file, {{}, std::nullopt, 0.5F, std::nullopt});
  EXPECT_EQ(storedHints(m_file), (ModelHints{{}, std::nullopt, 0.5F, std::nullopt})) << "nothing stays of before";
}

TEST_F(StoredHints, EndWithTheFile) {
  storeHints(m_file, m_hints);
  const auto before = std::filesystem::last_write_time(m_path);
  (void)m_settings.folder().write("a.pth", "WEIGHTS"); // as large as before
  std::filesystem::last_write_time(m_path, before + std::chrono::milliseconds(10));
  EXPECT_TRUE(storedHints(m_file).empty()) << "written later";
  storeHints(m_file, m_hints);
  (void)m_settings.folder().write("a.pth", "longer weights");
  std::filesystem::last_write_time(m_path, before + std::chrono::milliseconds(10));
  EXPECT_TRUE(storedHints(m_file).empty()) << "of another size";
}

} // namespace
} // namespace mien::ui
