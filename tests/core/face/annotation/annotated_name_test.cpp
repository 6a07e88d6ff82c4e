#include "core/face/annotation/annotated_name.h"

#include "core/common/files/output_guard.h"
#include "core/common/files/output_mark.h"
#include "tests/support/temp_folder.h"

#include <gtest/gtest.h>

#include <sys/stat.h>

#include <string>

namespace mien {
namespace {

namespace fs = std::filesystem;

class AnnotatedNameOnDisk : public testing::Test {
protected:
  /// An MP4 that says it is a copy of `source`.
  void copy(const std::string& name, const fs::path& source) const {
    m_folder.write(name, std::string("\0\0\0\x10"
                                     "ftypisom\0\0\2\0",
                                     16) +
                             videoMark(sourceDigest(source)));
  }
  /// As a run of its own that was given one file.
  [[nodiscard]] std::string nameOf(const std::string& file) const {
    std::set<fs::path> taken{canonicalPath(m_folder.path() / file)};
    return annotatedName(m_folder.path(), m_folder.path() / file, taken, "-annotated.mp4").filename().string();
  }

  test::TempFolder m_folder;
};

TEST_F(AnnotatedNameOnDisk, TheNextRunReplacesItsOwnCopyAndNoOther) {
  EXPECT_EQ(nameOf("one/clip.mov"), "clip-annotated.mp4");
  copy("clip-annotated.mp4", m_folder.path() / "one/clip.mov");
  EXPECT_EQ(nameOf("one/clip.mov"), "clip-annotated.mp4");
  EXPECT_EQ(nameOf("two/clip.mov"), "clip-2-annotated.mp4");
  copy("clip-2-annotated.mp4", m_folder.path() / "two/clip.mov");
  EXPECT_EQ(nameOf("two/clip.mov"), "clip-2-annotated.mp4");
  EXPECT_EQ(nameOf("one/clip.mov"), "clip-annotated.mp4");
  EXPECT_EQ(nameOf("three/clip.mov"), "clip-3-annotated.mp4");
}

TEST_F(AnnotatedNameOnDisk, WhatIsForeignIsForTheCallerToAskAbout) {
  m_folder.write("clip-annotated.mp4", std::string("\0\0\0\x10"
                                                   "ftypisom\0\0\2\0 somebody's film",
                                                   32));
  ASSERT_EQ(nameOf("one/clip.mov"), "clip-annotated.mp4");
  EXPECT_TRUE(wouldReplaceForeign(m_folder.path() / "clip-annotated.mp4"));
}

TEST_F(AnnotatedNameOnDisk, PassesOverWhatIsNoFile) {
  ASSERT_EQ(::mkfifo((m_folder / "clip-annotated.mp4").c_str(), 0600), 0);
  fs::create_directory(m_folder / "clip-2-annotated.mp4");
  EXPECT_EQ(nameOf("one/clip.mov"), "clip-3-annotated.mp4");
}

TEST_F(AnnotatedNameOnDisk, CutsLongNamesBetweenLetters) {
  std::string stem;
  while (stem.size() < 248) {
    stem += "\xe1\xbb\x87"; // U+1EC7
  }
  stem += "xx"; // 250 bytes
  std::set<fs::path> taken;
  const std::string first = annotatedName(m_folder.path(), stem + ".mp4", taken, "-annotated.mp4").filename().string();
  const std::string second = annotatedName(m_folder.path(), stem + ".avi", taken, "-annotated.mp4").filename().string();
  EXPECT_LE(first.size(), 250U);
  EXPECT_GT(first.size(), 244U);
  EXPECT_TRUE(first.ends_with("\xe1\xbb\x87-annotated.mp4")) << first;
  EXPECT_TRUE(second.ends_with("\xe1\xbb\x87-2-annotated.mp4")) << second;
}

} // namespace
} // namespace mien
