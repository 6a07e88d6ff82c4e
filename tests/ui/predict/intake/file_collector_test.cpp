#include "ui/predict/intake/file_collector.h"

#include "tests/support/temp_folder.h"
#include "tests/ui/window/window_fixture.h"
#include "ui/text/qt_strings.h"

#include <gtest/gtest.h>

namespace mien::ui::test {
namespace {

TEST(FileCollector, SaysWhichAreVideosAndPutsThemLast) {
  const mien::test::TempFolder folder;
  const std::string matroska = "\x1A\x45\xDF\xA3";
  const std::string jpeg = "\xFF\xD8\xFF\xE0";
  const QStringList named{toQt(folder.write("film.mkv", matroska)), toQt(folder.write("photo.mp4", jpeg)),
                          toQt(folder.write("broken.png", "text")), toQt(folder.write("broken.mp4", "text")),
                          toQt(folder.write("letter.txt", "text"))};
  folder.write("inside/b.jpg", jpeg);
  folder.write("inside/a.webm", matroska);

  FileCollector collector;
  CollectedFiles found;
  int ended = 0;
  QObject::connect(&collector, &FileCollector::collected, [&found](const CollectedFiles& files) { found = files; });
  QObject::connect(&collector, &FileCollector::ended, [&ended] { ++ended; });
  collector.collect(named + QStringList(toQt(folder / "inside")));
  ASSERT_TRUE(waitFor([&ended] { return ended == 1; }));

  std::vector<std::pair<std::string, bool>> files;
  for (const InputFile& file : found.files) {
    files.emplace_back(file.path.filename().string(), file.video);
  }
  const std::vector<std::pair<std::string, bool>> expected{
      {"photo.mp4", false}, {"broken.png", false}, {"b.jpg", false},
      {"film.mkv", true},   {"broken.mp4", true},  {"a.webm", true},
  };
  EXPECT_EQ(files, expected) << "by what is in them, where that is known";
  EXPECT_EQ(found.others, 1);
  EXPECT_FALSE(found.stopped);
  EXPECT_TRUE(found.problems.isEmpty());
}

} // namespace
} // namespace mien::ui::test
