#include "tests/ui/predict/predict_fixture.h"
#include "ui/predict/analysis/outdated_bar.h"
#include "ui/predict/analysis/settings_row.h"
#include "ui/predict/intake/drop_area.h"
#include "ui/predict/list/predict_list.h"
#include "ui/predict/view/face_canvas.h"
#include "ui/predict/view/face_panel.h"
#include "ui/predict/view/heatmap_view.h"
#include "ui/predict/view/image_panel.h"
#include "ui/text/qt_strings.h"
#include "ui/widgets/faces/face_settings_editor.h"
#include "ui/widgets/panels/message_banner.h"

#include <QAbstractSpinBox>
#include <QClipboard>
#include <QComboBox>
#include <QFile>
#include <QGuiApplication>
#include <QListView>
#include <QMimeData>
#include <QPushButton>
#include <QSettings>
#include <QSpinBox>
#include <QTest>
#include <QUndoStack>

#include <algorithm>

namespace mien::ui::test {
namespace {

using State = PredictEntry::State;

class PredictPageTest : public PredictFixture {
protected:
  /// Drops a photo and waits for its faces, its picture and the explanation of its first face.
  bool openPhoto() {
    useRealModel();
    dropAll({photo("people.png")});
    return waitFor([this] {
      return page().entries().rowCount() == 1 && state(0) == State::Done && page().image().canvas().hasImage() &&
             page().face().heatmap().hasHeatmap();
    });
  }
};

TEST_F(PredictPageTest, SaysWhatToDoWhenThereIsNothing) {
  EXPECT_TRUE(page().findChild<DropArea*>()->isVisible());
  EXPECT_TRUE(page().noModelNotice().isVisible());
  EXPECT_FALSE(page().canExport());
  useRealModel();
  EXPECT_FALSE(page().noModelNotice().isVisible());
}

TEST_F(PredictPageTest, ImagesWaitForAModel) {
  dropAll({crop("face.png")});
  ASSERT_TRUE(waitFor([this] { return page().entries().rowCount() == 1; }));
  EXPECT_TRUE(waitUntilDone());
  EXPECT_EQ(state(0), State::Waiting);
  EXPECT_TRUE(page().noModelNotice().isVisible());
  ASSERT_TRUE(waitFor([this] { return page().image().canvas().hasImage(); })) << "it can be looked at";
  useRealModel();
  ASSERT_TRUE(waitFor([this] { return state(0) == State::Done; }));
  EXPECT_TRUE(entry(0).analysis->whole);
}

TEST_F(PredictPageTest, DroppedFilesOfEveryKindGetTheirState) {
  useRealModel();
  m_window->showPage(MainWindow::Train);
  dropAll({photo("people.png"), crop("face.png"), empty("wall.png"), broken("broken.png")});
  EXPECT_EQ(m_window->page(), MainWindow::Predict);
  ASSERT_TRUE(waitFor([this] { return page().entries().rowCount() == 4 && state(3) != State::Waiting; }));
  ASSERT_TRUE(waitUntilDone());
  EXPECT_EQ(state(0), State::Done);
  EXPECT_GE(entry(0).analysis->faces.size(), 2U);
  EXPECT_EQ(state(1), State::Done);
  EXPECT_EQ(state(2), State::NoFace);
  EXPECT_EQ(state(3), State::Failed);
  EXPECT_TRUE(entry(3).problem.contains("broken.png"));
  const QAbstractItemModel& rows = page().entries();
  EXPECT_FALSE(rows.index(0, 0).data(PredictEntryListModel::PictureRole).value<QPixmap>().isNull());
  EXPECT_TRUE(rows.index(0, 0).data(PredictEntryListModel::FacesRole).toString().contains("faces"));
  EXPECT_EQ(rows.index(2, 0).data(PredictEntryListModel::ResultRole).toString(), "No face found");
}

TEST_F(PredictPageTest, FoldersAreSearchedForImagesAndVideos) {
  useRealModel();
  (void)crop("deep/er/one.png");
  (void)crop("deep/two.png");
  m_folder.write("images/deep/film.mp4", "FLV\x01");
  m_folder.write("images/deep/notes.txt", "x");
  dropAll({toQt(m_folder.path() / "images" / "deep"), toQt(m_folder.write("images/clip.MOV", "FLV\x01"))});
  ASSERT_TRUE(waitFor([this] { return page().entries().rowCount() == 4; }));
  EXPECT_TRUE(page().banner().details().contains(".txt")) << "what is left out is said";
  ASSERT_TRUE(waitUntilDone());
  EXPECT_EQ(state(0), State::Done);
  EXPECT_EQ(state(2), State::Failed) << "images come first, then the videos, which are none";
  EXPECT_EQ(state(3), State::Failed);
  dropAll({toQt(m_folder.path() / "images" / "deep")});
  ASSERT_TRUE(waitFor([this] { return page().banner().title().contains("already"); }));
  EXPECT_EQ(page().entries().rowCount(), 4) << "none twice";
}

TEST_F(PredictPageTest, AFaceIsChosenAndExplained) {
  ASSERT_TRUE(openPhoto());
  FaceCanvas& canvas = page().image().canvas();
  ASSERT_GE(canvas.faceCount(), 2);
  EXPECT_EQ(canvas.face(), 0);
  QTest::mouseClick(&canvas, Qt::LeftButton, {}, canvas.faceRect(1).center().toPoint());
  EXPECT_EQ(canvas.face(), 1);
  EXPECT_TRUE(page().face().title().startsWith("Face 2 of "));
  EXPECT_FALSE(page().face().heatmap().hasHeatmap()) << "of another face";
  EXPECT_EQ(page().face().heatmap().crop().size(), QSize(48, 48)) << "the network's input size";
  ASSERT_TRUE(waitFor([this] { return page().face().heatmap().hasHeatmap(); }));

  int lit = 0; // with random weights some emotions have nothing that speaks for them
  QComboBox& emotion = page().face().emotionBox();
  for (int label = 0; label < emotion.count(); ++label) {
    emotion.setCurrentIndex(label);
    emit emotion.activated(label);
    const auto caption = [this, &emotion] {
      return page().face().heatmap().accessibleDescription().contains(emotion.currentText());
    };
    ASSERT_TRUE(waitFor(caption));
    EXPECT_TRUE(page().face().heatmap().accessibleDescription().contains("last convolutional stage"));
    const QImage& heat = page().face().heatmap().heat();
    int covered = 0;
    for (int y = 0; y < heat.height(); ++y) {
      for (int x = 0; x < heat.width(); ++x) {
        covered += qAlpha(heat.pixel(x, y)) > 100 ? 1 : 0;
      }
    }
    lit += covered > 0 ? 1 : 0;
  }
  EXPECT_GE(lit, 1);
}

TEST_F(PredictPageTest, FacesAreChosenByKeyboard) {
  ASSERT_TRUE(openPhoto());
  FaceCanvas& canvas = page().image().canvas();
  std::vector<std::pair<double, int>> order; // as they stand in the picture
  for (int face = 0; face < canvas.faceCount(); ++face) {
    order.emplace_back(canvas.faceRect(face).center().x(), face);
  }
  std::ranges::sort(order);
  ASSERT_GE(order.size(), 2U);
  canvas.setFocus();
  QTest::keyClick(&canvas, Qt::Key_Home);
  EXPECT_EQ(canvas.face(), order[0].second);
  QTest::keyClick(&canvas, Qt::Key_Left);
  EXPECT_EQ(canvas.face(), order[0].second) << "there is none to the left";
  QTest::keyClick(&canvas, Qt::Key_Right);
  EXPECT_EQ(canvas.face(), order[1].second);
  QTest::keyClick(&canvas, Qt::Key_Left);
  EXPECT_EQ(canvas.face(), order[0].second);
  QTest::keyClick(&canvas, Qt::Key_Tab);
  EXPECT_EQ(canvas.face(), order[1].second);
  EXPECT_TRUE(canvas.hasFocus());
  QTest::keyClick(&canvas, Qt::Key_End);
  QTest::keyClick(&canvas, Qt::Key_Tab);
  EXPECT_FALSE(canvas.hasFocus()) << "Tab leads out after the last face";
  EXPECT_TRUE(canvas.accessibleDescription().contains("Face 1"));
}

TEST_F(PredictPageTest, NamesOfNeighboursDoNotOverlap) {
  ASSERT_TRUE(openPhoto());
  FaceCanvas& canvas = page().image().canvas();
  auto crowd = std::make_shared<ImageAnalysis>();
  for (int i = 0; i < 12; ++i) { // shoulder to shoulder, in two rows
    AnalyzedFace face = entry(0).analysis->faces.front();
    face.face.box = {60.0F + 90.0F * static_cast<float>(i % 6), 200.0F + 85.0F * static_cast<float>(i / 6), 80, 80};
    crowd->faces.push_back(face);
  }
  QImage picture(600, 400, QImage::Format_RGB32);
  picture.fill(Qt::gray);
  canvas.setImage(picture, 1, crowd);
  canvas.setFace(7);
  const std::vector<QRectF> labels = canvas.labelRects();
  ASSERT_EQ(labels.size(), 12U);
  EXPECT_FALSE(labels[7].isNull()) << "the chosen one is always named";
  for (std::size_t i = 0; i < labels.size(); ++i) {
    for (std::size_t k = 0; k < i; ++k) {
      EXPECT_FALSE(labels[i].intersects(labels[k])) << i << " and " << k;
    }
  }
}

TEST_F(PredictPageTest, UncertainIsSaidAndTheThresholdIsRemembered) {
  ASSERT_TRUE(openPhoto());
  QSpinBox& threshold = page().settingsRow().faces().uncertainBelow();
  threshold.setValue(100);
  ASSERT_TRUE(waitFor([this] { return page().face().title().contains("Uncertain"); }));
  EXPECT_EQ(page().entries().index(0).data(PredictEntryListModel::ResultRole).toString(), "Uncertain");
  EXPECT_EQ(state(0), State::Done) << "nothing is analysed again for it";
  threshold.setValue(0);
  ASSERT_TRUE(waitFor([this] { return !page().face().title().contains("Uncertain"); }));
  EXPECT_EQ(PredictSettings::load().uncertainBelow, 0.0);
}

TEST_F(PredictPageTest, NoFaceOffersTheWholeImage) {
  useRealModel();
  dropAll({empty("wall.png")});
  ASSERT_TRUE(waitFor([this] { return page().image().notice().contains("No face"); }));
  ASSERT_TRUE(page().image().wholeButton().isVisible());
  page().image().wholeButton().click();
  ASSERT_TRUE(waitFor([this] { return state(0) == State::Done; }));
  EXPECT_TRUE(entry(0).analysis->whole);
  EXPECT_TRUE(page().image().notice().isEmpty());
}

TEST_F(PredictPageTest, ARenamedModelKeepsItsResults) {
  useRealModel();
  const std::filesystem::path old = m_folder.path() / "old.pth";
  std::filesystem::copy_file(toPath(m_workspace->modelFile()), old);
  m_workspace->setModelFile(toQt(old));
  dropAll({crop("a.png")});
  ASSERT_TRUE(waitFor([this] { return page().entries().rowCount() == 1 && state(0) == State::Done; }));
  ASSERT_TRUE(waitUntilDone());
  const std::filesystem::path renamed = m_folder.path() / "new.pth";
  std::filesystem::rename(old, renamed);
  m_workspace->setModelFile(toQt(renamed));
  EXPECT_EQ(state(0), State::Done);
  EXPECT_FALSE(page().job().running());
  EXPECT_TRUE(page().outdatedBar().title().isEmpty());
  useRealModel(); // a copy is another file
  EXPECT_EQ(page().outdatedBar().title(), "1 result from new.pth") << "by its name of now";
}

TEST_F(PredictPageTest, SettingsAnalyseAgain) {
  ASSERT_TRUE(openPhoto());
  page().settingsRow().faces().minFaceSide().setValue(2000);
  ASSERT_TRUE(waitFor([this] { return state(0) == State::NoFace; }));
  PredictSettings whole = page().settingsRow().settings();
  QComboBox& mode = page().settingsRow().mode();
  mode.setCurrentIndex(mode.findData(static_cast<int>(FaceMode::Whole)));
  ASSERT_TRUE(waitFor([this] { return state(0) == State::Done && entry(0).analysis->whole; }));
  EXPECT_EQ(PredictSettings::load().mode, FaceMode::Whole);
  EXPECT_EQ(whole.minFaceSide, 2000);
  EXPECT_TRUE(page().settingsRow().faces().detector().isEnabled()) << "faces are sought in videos, too";
}

TEST_F(PredictPageTest, AMissingYunetIsExplainedInPlace) {
  ASSERT_TRUE(openPhoto());
  QComboBox& detector = page().settingsRow().faces().detector();
  detector.setCurrentIndex(detector.findData(static_cast<int>(DetectorKind::YuNet)));
  ASSERT_TRUE(waitFor([this] { return page().banner().isVisible() && !page().job().running(); }));
  EXPECT_TRUE(page().banner().details().contains("YuNet"));
  EXPECT_EQ(state(0), State::Done) << "the result of before is kept";
  ASSERT_TRUE(waitFor([this] { return page().image().notice().contains("could not be analysed again"); }));
  dropAll({photo("others.png", 5)});
  ASSERT_TRUE(waitFor([this] { return page().entries().rowCount() == 2 && state(1) == State::Failed; }));
  EXPECT_TRUE(entry(1).problem.contains("YuNet"));
  detector.setCurrentIndex(detector.findData(static_cast<int>(DetectorKind::Haar)));
  ASSERT_TRUE(waitFor([this] { return state(1) == State::Done; }));
  EXPECT_FALSE(page().banner().isVisible());
  EXPECT_TRUE(page().image().notice().isEmpty());
}

TEST_F(PredictPageTest, ABrokenModelIsSaidInPlace) {
  dropAll({crop("face.png")});
  m_workspace->setModelFile(toQt(m_folder.write("broken.pth", "no model")));
  ASSERT_TRUE(waitFor([this] { return page().banner().isVisible(); }));
  EXPECT_TRUE(page().banner().details().contains("broken.pth"));
  EXPECT_TRUE(waitUntilDone());
  EXPECT_EQ(state(0), State::Waiting);
}

TEST_F(PredictPageTest, AnalysingCanBeStoppedAndTakenUpAgain) {
  useSlowModel(20);
  QStringList files;
  const QString first = crop("0.png");
  for (int i = 1; i <= 60; ++i) {
    files << toQt(m_folder.path() / "images" / (std::to_string(i) + ".png"));
    QFile::copy(first, files.last());
  }
  dropAll(files);
  ASSERT_TRUE(waitFor([this] { return page().entries().rowCount() == 60 && state(0) == State::Done; }));
  ASSERT_FALSE(m_workspace->activities().empty());
  m_workspace->activities().back().stop();
  ASSERT_TRUE(waitUntilDone());
  const auto waiting = page().entries().waiting(FaceMode::Auto).size();
  EXPECT_GT(waiting, 10);
  page().list().view().setFocus();
  page().list().choose(entry(59).id);
  QTest::keyClick(&page().list().view(), Qt::Key_Delete);
  ASSERT_EQ(page().entries().rowCount(), 59);
  EXPECT_FALSE(page().job().running()) << "what was stopped goes on because something was removed";
  const QString another = crop("another.png", 9);
  dropAll({another});
  ASSERT_TRUE(waitFor([this] { return page().entries().rowCount() == 60 && state(59) == State::Done; }));
  EXPECT_EQ(page().entries().waiting(FaceMode::Auto).size(), waiting - 1) << "only what was added since";
  for (auto* button : page().findChildren<QPushButton*>()) {
    if (button->text().contains("Rest") && button->isVisible()) {
      button->click();
    }
  }
  ASSERT_TRUE(page().job().running());
  ASSERT_TRUE(waitUntilDone());
  EXPECT_TRUE(page().entries().waiting(FaceMode::Auto).isEmpty());
}

TEST_F(PredictPageTest, ExportWritesWhatIsShown) {
  useRealModel();
  dropAll({photo("people.png"), empty("wall.png"), broken("broken.png")});
  ASSERT_TRUE(waitFor([this] { return page().entries().rowCount() == 3 && state(2) != State::Waiting; }));
  ASSERT_TRUE(waitUntilDone());
  ASSERT_TRUE(page().canExport());
  const std::filesystem::path out = m_folder.path() / "out";
  page().exportTo({out, true, true, true, {}, 0});
  ASSERT_TRUE(waitFor([this] { return page().banner().title().contains("exported"); }));
  EXPECT_TRUE(page().canExport());

  QFile csv(toQt(out / "predictions.csv"));
  ASSERT_TRUE(csv.open(QIODevice::ReadOnly));
  const QList<QByteArray> lines = csv.readAll().trimmed().split('\n');
  EXPECT_TRUE(lines[0].startsWith("file,face,x,y,width,height,score,label,neutral,happiness"));
  const auto& faces = entry(0).analysis->faces;
  ASSERT_EQ(static_cast<std::size_t>(lines.size()), 2 + faces.size());
  EXPECT_TRUE(lines.back().contains("broken.png,,,")) << "what failed has a row, too";
  for (std::size_t i = 0; i < faces.size(); ++i) {
    const QList<QByteArray> cells = lines[static_cast<int>(i) + 1].split(',');
    ASSERT_EQ(cells.size(), 19);
    const bool uncertain = *std::ranges::max_element(faces[i].probabilities) < 0.5F;
    EXPECT_EQ(cells[16], uncertain ? "true" : "false");
    EXPECT_EQ(cells[17], "0.5");
    EXPECT_TRUE(cells[0].endsWith("people.png"));
    EXPECT_EQ(cells[1].toInt(), static_cast<int>(i) + 1);
    EXPECT_NEAR(cells[2].toDouble(), faces[i].face.box.x, 1e-3);
    for (int c = 0; c < 8; ++c) {
      EXPECT_NEAR(cells[8 + c].toDouble(), faces[i].probabilities[static_cast<std::size_t>(c)], 1e-5);
    }
  }
  QFile json(toQt(out / "predictions.json"));
  ASSERT_TRUE(json.open(QIODevice::ReadOnly));
  const QByteArray text = json.readAll();
  EXPECT_TRUE(text.contains("\"error\"") && text.contains("wall.png"));
  EXPECT_TRUE(text.contains("\"uncertain_below\": 0.5") && text.contains("\"uncertain\": "));
  EXPECT_TRUE(std::filesystem::exists(out / "annotated" / "people.png"));
  EXPECT_TRUE(std::filesystem::exists(out / "annotated" / "wall.png"));
  EXPECT_FALSE(std::filesystem::exists(out / "annotated" / "broken.png"));
}

TEST_F(PredictPageTest, AnExportThatFailsSaysWhy) {
  useRealModel();
  dropAll({crop("face.png")});
  ASSERT_TRUE(waitFor([this] { return page().canExport(); }));
  page().exportTo({m_folder.write("file", "in the way") / "out", true, false, false, {}, 0});
  ASSERT_TRUE(waitFor([this] { return page().banner().title().contains("could not be exported"); }));
  EXPECT_TRUE(page().banner().details().contains("file"));
}

TEST_F(PredictPageTest, ResultsAreCopiedAndImagesPasted) {
  useRealModel();
  QImage picture(300, 200, QImage::Format_RGB32);
  picture.fill(Qt::darkCyan);
  QGuiApplication::clipboard()->setImage(picture);
  page().setFocus();
  QTest::keyClick(&page(), Qt::Key_V, Qt::ControlModifier);
  ASSERT_EQ(page().entries().rowCount(), 1);
  ASSERT_TRUE(waitFor([this] { return state(0) == State::NoFace; }));

  auto* files = new QMimeData;
  files->setUrls({QUrl::fromLocalFile(crop("face.png"))});
  QGuiApplication::clipboard()->setMimeData(files);
  QTest::keyClick(&page(), Qt::Key_V, Qt::ControlModifier);
  ASSERT_TRUE(waitFor([this] { return page().entries().rowCount() == 2 && state(1) == State::Done; }));
  page().list().choose(entry(1).id);
  QTest::keyClick(&page(), Qt::Key_C, Qt::ControlModifier);
  const QString text = QGuiApplication::clipboard()->text();
  EXPECT_TRUE(text.startsWith("face.png")) << text.toStdString();
  EXPECT_TRUE(text.contains("Happiness"));

  QTest::keyClick(&page(), Qt::Key_V, Qt::ControlModifier);
  EXPECT_TRUE(page().banner().title().contains("no image to paste"));
}

TEST_F(PredictPageTest, RemovedImagesComeBack) {
  useRealModel();
  dropAll({crop("a.png", 1), crop("b.png", 2), crop("c.png", 4)});
  ASSERT_TRUE(waitFor([this] { return page().entries().rowCount() == 3 && state(2) == State::Done; }));
  ASSERT_TRUE(waitUntilDone());
  QListView& view = page().list().view();
  view.setFocus();
  page().list().choose(entry(1).id);
  QTest::keyClick(&view, Qt::Key_Delete);
  ASSERT_EQ(page().entries().rowCount(), 2);
  EXPECT_EQ(page().list().current(), entry(1).id) << "the next one is chosen";
  EXPECT_EQ(entry(1).file.filename(), "c.png");
  QTest::keyClick(&view, Qt::Key_Z, Qt::ControlModifier);
  ASSERT_EQ(page().entries().rowCount(), 3);
  EXPECT_EQ(entry(1).file.filename(), "b.png");
  EXPECT_EQ(state(1), State::Done);
  page().list().clear();
  EXPECT_EQ(page().list().current(), 0U);
  EXPECT_TRUE(view.isVisible()) << "Undo is there";
  QTest::keyClick(&view, Qt::Key_Z, Qt::ControlModifier);
  EXPECT_EQ(page().entries().rowCount(), 3);
  EXPECT_EQ(state(2), State::Done);
}

TEST_F(PredictPageTest, EachRemovalCanBeUndoneAndDoneAgain) {
  useRealModel();
  dropAll({crop("a.png", 1), crop("b.png", 2), crop("c.png", 4), crop("d.png", 3)});
  ASSERT_TRUE(waitFor([this] { return page().entries().rowCount() == 4 && state(3) == State::Done; }));
  ASSERT_TRUE(waitUntilDone());
  QListView& view = page().list().view();
  view.setFocus();
  const auto names = [this] {
    std::string all;
    for (const PredictEntry& found : page().entries().entries()) {
      all += found.file.stem().string();
    }
    return all;
  };
  page().list().choose(entry(0).id);
  QTest::keyClick(&view, Qt::Key_Delete);
  page().list().choose(entry(2).id);
  QTest::keyClick(&view, Qt::Key_Delete);
  EXPECT_EQ(names(), "bc");
  EXPECT_EQ(page().list().current(), entry(1).id) << "the last one, where the removed one was";
  page().list().clear();
  EXPECT_EQ(names(), "");
  for (const char* expected : {"bc", "bcd", "abcd"}) {
    QTest::keyClick(&view, Qt::Key_Z, Qt::ControlModifier);
    EXPECT_EQ(names(), expected);
  }
  EXPECT_FALSE(page().undoStack()->canUndo());
  for (const char* expected : {"bcd", "bc", ""}) {
    QTest::keyClick(&view, Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    EXPECT_EQ(names(), expected);
  }
  dropAll({crop("c.png", 4)});
  ASSERT_TRUE(waitFor([&] { return names() == "c"; }));
  page().undoStack()->undo();
  EXPECT_EQ(names(), "bc") << "what was added again meanwhile is not there twice";
  EXPECT_EQ(state(0), State::Done);
}

TEST_F(PredictPageTest, TheListIsSortedAndFiltered) {
  useRealModel();
  dropAll({empty("c.png"), crop("b.png", 2), crop("a.png", 4)});
  ASSERT_TRUE(waitFor([this] { return page().entries().rowCount() == 3 && state(2) == State::Done; }));
  ASSERT_TRUE(waitUntilDone());
  const QAbstractItemModel& rows = *page().list().view().model();
  page().list().orderBox().setCurrentIndex(1);
  EXPECT_EQ(rows.index(0, 0).data(PredictEntryListModel::NameRole).toString(), "a.png");
  for (const int byEmotionOrConfidence : {2, 3}) {
    page().list().orderBox().setCurrentIndex(byEmotionOrConfidence);
    EXPECT_EQ(rows.index(2, 0).data(PredictEntryListModel::NameRole).toString(), "c.png") << "without a face: last";
  }
  EXPECT_EQ(rows.index(2, 0).data(PredictEntryListModel::NameRole).toString(), "c.png") << "without a face: last";
  page().list().filterBox().setCurrentText("No face");
  ASSERT_EQ(rows.rowCount(), 1);
  EXPECT_EQ(rows.index(0, 0).data(PredictEntryListModel::NameRole).toString(), "c.png");
  page().list().filterBox().setCurrentIndex(0);
  page().list().orderBox().setCurrentIndex(0);
  EXPECT_EQ(rows.rowCount(), 3);
  EXPECT_EQ(rows.index(0, 0).data(PredictEntryListModel::NameRole).toString(), "c.png");
}

TEST_F(PredictPageTest, FitsASmallWindowAndNamesItsControls) {
  ASSERT_TRUE(openPhoto());
  EXPECT_LE(m_window->minimumSizeHint().width(), 1024);
  EXPECT_LE(m_window->minimumSizeHint().height(), 640);
  for (const auto* widget : page().findChildren<QWidget*>()) {
    const auto* button = qobject_cast<const QAbstractButton*>(widget);
    const bool reachable = widget->isVisibleTo(&page()) && widget->focusPolicy() & Qt::TabFocus;
    const bool ofSpinBox = qobject_cast<const QAbstractSpinBox*>(widget->parentWidget()) != nullptr; // it has the name
    if (reachable && !ofSpinBox && (button == nullptr || button->text().isEmpty())) {
      EXPECT_FALSE(widget->accessibleName().isEmpty()) << widget->metaObject()->className();
    }
  }
}

} // namespace
} // namespace mien::ui::test
