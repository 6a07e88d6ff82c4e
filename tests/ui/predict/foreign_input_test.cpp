// What strangers drop on the window: folders with everything in them, names of all bytes.
#include "core/common/files/read_file.h"
#include "core/demo/demo_photo.h"
#include "tests/support/made_pictures.h"
#include "tests/ui/predict/predict_fixture.h"
#include "ui/predict/export/export_writer.h"
#include "ui/predict/list/predict_list.h"
#include "ui/predict/view/face_canvas.h"
#include "ui/predict/view/image_panel.h"
#include "ui/text/qt_strings.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/panels/message_banner.h"

#include <QListView>

#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <map>

namespace mien::ui::test {
namespace {

namespace fs = std::filesystem;

using State = PredictEntry::State;

class ForeignInputTest : public PredictFixture {
protected:
  [[nodiscard]] std::string faceJpeg(std::uint64_t seed = 3) const {
    DemoPhoto photo = renderDemoPhoto(seed, 1, 400, 400);
    return mien::test::encoded(cv::Mat(photo.height, photo.width, CV_8UC1, photo.pixels.data()), ".jpg");
  }

  /// By the name that the list shows.
  [[nodiscard]] std::map<QString, const PredictEntry*> entries() const {
    std::map<QString, const PredictEntry*> all;
    for (int row = 0; row < page().entries().rowCount(); ++row) {
      all[page().entries().index(row).data(PredictEntryListModel::NameRole).toString()] = &entry(row);
    }
    return all;
  }
};

TEST_F(ForeignInputTest, AFolderWithEverythingInItIsWorkedOffWithoutBlocking) {
  const std::string jpeg = faceJpeg();
  m_folder.write("mixed/a.jpg", jpeg);
  m_folder.write("mixed/b.JFIF", jpeg);
  m_folder.write("mixed/called.txt", jpeg); // the content decides
  m_folder.write("mixed/half.jpg", jpeg.substr(0, jpeg.size() / 2));
  m_folder.write("mixed/short.jpg", jpeg.substr(0, jpeg.size() - 2));
  m_folder.write("mixed/moving.gif", mien::test::gif(3));
  m_folder.write("mixed/phone.heic", std::string("\0\0\0\x18"
                                                 "ftypheic\0\0\0\0heicmif1",
                                                 24) +
                                         std::string(200, '\x7f'));
  m_folder.write("mixed/empty.png", "");
  m_folder.write("mixed/film.mp4", "FLV\x01 and nothing behind it");
  m_folder.write("mixed/notes.docx", "a letter");
  m_folder.write("mixed/._a.jpg", "a Mac's own");
  m_folder.write("mixed/.DS_Store", "a Mac's own");
  m_folder.write("mixed/Thumbs.db", "a Windows' own");
  m_folder.write("mixed/__MACOSX/._b.JFIF", "a Mac's own");
  const fs::path mixed = m_folder.path() / "mixed";
  fs::create_directories(mixed / "nothing in it");
  ASSERT_EQ(::mkfifo((mixed / "pipe.png").c_str(), 0600), 0);
  fs::create_symlink(mixed / "gone.png", mixed / "dangling.png");
  fs::create_directory_symlink(mixed, mixed / "round and round");
  const fs::path locked = m_folder.write("mixed/locked.jpg", jpeg);
  fs::permissions(locked, fs::perms::none);

  useRealModel();
  const auto began = std::chrono::steady_clock::now();
  dropAll({toQt(mixed), toQt(mixed / "pipe.png"), toQt(mixed / "nothing in it"), toQt(mixed / "gone.png")});
  EXPECT_LT(std::chrono::steady_clock::now() - began, std::chrono::seconds(20)) << "the window must not wait";
  ASSERT_TRUE(waitFor([this] { return page().entries().rowCount() >= 9; }));
  ASSERT_TRUE(waitUntilDone());
  const auto all = entries();
  const auto stateOf = [&](const char* name) {
    const auto found = all.find(QString::fromLatin1(name));
    EXPECT_NE(found, all.end()) << name;
    return found != all.end() ? found->second->state : State::Waiting;
  };
  for (const char* name : {"a.jpg", "b.JFIF", "called.txt", "short.jpg"}) {
    EXPECT_EQ(stateOf(name), State::Done) << name;
  }
  EXPECT_FALSE(all.at("short.jpg")->notes.empty()) << "what it lacks is said";
  for (const char* name : {"half.jpg", "phone.heic", "film.mp4"}) {
    EXPECT_EQ(stateOf(name), State::Failed) << name;
    EXPECT_TRUE(all.contains(name) && all.at(name)->problem.contains(QLatin1String(name))) << name;
  }
  EXPECT_EQ(stateOf("locked.jpg"), ::geteuid() == 0 ? State::Done : State::Failed);
  EXPECT_TRUE(stateOf("moving.gif") == State::Done || stateOf("moving.gif") == State::NoFace);
  for (const char* name : {"._a.jpg", ".DS_Store", "Thumbs.db", "notes.docx", "dangling.png"}) {
    EXPECT_FALSE(all.contains(QString::fromLatin1(name))) << name;
  }
  EXPECT_TRUE(page().banner().isVisible());
  const QString said = page().banner().title() + page().banner().details();
  EXPECT_TRUE(said.contains(".docx")) << said.toStdString();
  EXPECT_TRUE(said.contains("pipe")) << said.toStdString();
  EXPECT_TRUE(said.contains("hidden or system")) << said.toStdString();
}

TEST_F(ForeignInputTest, AnEmptyFolderIsSaidToBeEmpty) {
  fs::create_directories(m_folder.path() / "empty" / "er");
  m_window->showPage(MainWindow::Predict);
  page().addPaths({toQt(m_folder.path() / "empty")});
  ASSERT_TRUE(waitFor([this] { return page().banner().isVisible(); }));
  EXPECT_TRUE(page().banner().title().contains("no image or video")) << page().banner().title().toStdString();
}

TEST_F(ForeignInputTest, NamesOfAnyBytesAreShownEscapedAndKeptApart) {
  const std::string jpeg = faceJpeg();
  const std::vector<std::string> names{"caf\xe9.jpg",   "caf\xe8.jpg",  "new\nline.jpg",
                                       "tab\there.jpg", "bell\x07.jpg", "<b>&amp;.jpg",
                                       "%1 %2.jpg",     "=1+1.jpg",     "\xe1\xba\xa3nh.jpg"};
  for (const std::string& name : names) {
    m_folder.write("names/" + name, jpeg);
  }
  useRealModel();
  dropAll({toQt(m_folder.path() / "names")});
  const int count = static_cast<int>(names.size());
  ASSERT_TRUE(waitFor([&] { return page().entries().rowCount() == count; })) << page().entries().rowCount();
  ASSERT_TRUE(waitUntilDone());
  const auto all = entries();
  ASSERT_EQ(static_cast<int>(all.size()), count) << "no two look the same";
  for (const char* shown : {"caf\\xe9.jpg", "caf\\xe8.jpg", "new\\nline.jpg", "tab\\there.jpg", "bell\\x07.jpg",
                            "<b>&amp;.jpg", "%1 %2.jpg", "=1+1.jpg", "\xe1\xba\xa3nh.jpg"}) {
    ASSERT_TRUE(all.contains(QString::fromUtf8(shown))) << shown;
    EXPECT_EQ(all.at(QString::fromUtf8(shown))->state, State::Done) << shown;
  }
  for (int row = 0; row < count; ++row) {
    for (const int role : {static_cast<int>(Qt::DisplayRole), static_cast<int>(Qt::ToolTipRole),
                           static_cast<int>(PredictEntryListModel::NameRole)}) {
      const QString text = page().entries().index(row).data(role).toString();
      EXPECT_TRUE(std::ranges::all_of(text, [](QChar letter) {
        return letter >= u' ' && letter != QChar::ReplacementCharacter;
      })) << text.toStdString();
    }
    page().list().choose(entry(row).id);
    const QString name = page().entries().index(row).data(PredictEntryListModel::NameRole).toString();
    EXPECT_TRUE(waitFor([&] { // and not the picture of the row before
      return page().image().findChild<ElidedLabel*>()->text() == name && page().image().canvas().hasImage();
    })) << row;
  }

  const fs::path out = m_folder.path() / "out";
  PredictExportPlan plan{out, true, true, true, page().entries().entries(), 0.5};
  const PredictExported result = writeExport(plan, [](int) {}, {});
  EXPECT_TRUE(result.problems.isEmpty()) << result.problems.join('\n').toStdString();
  EXPECT_EQ(result.written, count + 2);
  EXPECT_TRUE(fs::exists(out / "annotated" / "caf\xe9.png"));
  EXPECT_TRUE(fs::exists(out / "annotated" / "caf\xe8.png"));
  EXPECT_NE(readFile(out / "predictions.csv").find("caf\xe9.jpg"), std::string::npos) << "to programs as it is";
}

TEST_F(ForeignInputTest, ASocketIsLeftOut) {
  m_folder.write("with/a.jpg", faceJpeg());
  const int descriptor = ::socket(AF_UNIX, SOCK_STREAM, 0);
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  const std::string path = (m_folder.path() / "with" / "s.jpg").string();
  ASSERT_LT(path.size(), sizeof address.sun_path);
  std::ranges::copy(path, address.sun_path);
  ASSERT_EQ(::bind(descriptor, reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
  useRealModel();
  dropAll({toQt(m_folder.path() / "with")});
  ASSERT_TRUE(waitFor([this] { return page().entries().rowCount() >= 1; }));
  ASSERT_TRUE(waitUntilDone());
  EXPECT_EQ(page().entries().rowCount(), 1);
  EXPECT_EQ(state(0), State::Done);
  ::close(descriptor);
}

} // namespace
} // namespace mien::ui::test
