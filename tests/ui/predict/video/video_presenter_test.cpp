#include "ui/predict/video/video_presenter.h"

#include "core/data/emotion.h"

#include <gtest/gtest.h>

namespace mien::ui::test {
namespace {

/// A frame with a face of each id; the later ones are smaller.
FrameResult frame(int number, const std::vector<int>& ids) {
  FrameResult result;
  result.frame = static_cast<std::uint64_t>(number);
  result.seconds = number / 10.0;
  float side = 80;
  for (const int id : ids) {
    FaceResult& face = result.faces.emplace_back();
    face.id = id;
    face.box = {10, 10, side, side};
    face.probabilities = {1, 0, 0, 0, 0, 0, 0, 0};
    face.rawProbabilities = face.probabilities;
    side -= 20;
  }
  return result;
}

class VideoPresenterTest : public testing::Test {
protected:
  VideoPresenterTest() { m_entry = video(4, {{}, {}, {1}, {2, 1}, {2}, {2}}); }

  static PredictEntry video(quint32 id, const std::vector<std::vector<int>>& frames) {
    PredictEntry entry;
    entry.id = id;
    entry.video = true;
    entry.file = "film.mp4";
    entry.results = std::make_shared<VideoResults>(emotionLabels(8), CropFraming{});
    for (std::size_t i = 0; i < frames.size(); ++i) {
      entry.results->add(frame(static_cast<int>(i), frames[i]));
    }
    return entry;
  }

  void grow(const std::vector<int>& ids) { m_entry.results->add(frame(m_entry.results->frames(), ids)); }

  PredictEntry m_entry;
  VideoPresenter m_video;
};

TEST_F(VideoPresenterTest, BeginsWithTheFaceThatIsInViewLongest) {
  const auto wanted = m_video.show(m_entry, true);
  ASSERT_TRUE(wanted && wanted->frame);
  EXPECT_EQ(m_video.face(), 2);
  EXPECT_EQ(wanted->frame->number, 3) << "where it is first seen";
  EXPECT_DOUBLE_EQ(wanted->frame->seconds, 0.3);
  EXPECT_EQ(wanted->file, m_entry.file);
  ASSERT_NE(wanted->analysis, nullptr);
  EXPECT_EQ(wanted->analysis->faces.size(), 2U);
  EXPECT_EQ(m_video.shown().frame, -1) << "its picture is not there yet";
  m_video.setPictureShown();
  EXPECT_EQ(m_video.shown().frame, 3);
  EXPECT_EQ(m_video.faceIndex(), 0) << "2 is the larger one";
}

TEST_F(VideoPresenterTest, WithoutResultsItsFirstFrameIsOnlyLookedAt) {
  m_video.show(m_entry, true);
  PredictEntry waiting;
  waiting.id = 5;
  waiting.video = true;
  waiting.file = "other.mp4";
  const auto wanted = m_video.show(waiting, true);
  ASSERT_TRUE(wanted && wanted->frame);
  EXPECT_EQ(wanted->frame->number, 0);
  EXPECT_EQ(wanted->analysis, nullptr);
  EXPECT_EQ(m_video.id(), 0U);
  EXPECT_EQ(m_video.results(), nullptr);
  EXPECT_EQ(m_video.face(), 0);
}

TEST_F(VideoPresenterTest, MoreResultsLeaveThePictureAlone) {
  m_video.show(m_entry, true);
  grow({1});
  grow({1});
  grow({1});
  EXPECT_FALSE(m_video.show(m_entry, false));
  EXPECT_EQ(m_video.frame(), 3);
  EXPECT_EQ(m_video.face(), 2) << "though 1 is in view longer by now";
}

TEST_F(VideoPresenterTest, TheFirstFaceOfAVideoIsWaitedFor) {
  m_entry = video(4, {{}, {}});
  const auto first = m_video.show(m_entry, true);
  ASSERT_TRUE(first);
  EXPECT_EQ(first->frame->number, 0);
  EXPECT_EQ(m_video.face(), 0);
  grow({});
  EXPECT_FALSE(m_video.show(m_entry, false));
  grow({7});
  const auto withFace = m_video.show(m_entry, false);
  ASSERT_TRUE(withFace);
  EXPECT_EQ(withFace->frame->number, 3);
  EXPECT_EQ(m_video.face(), 7);
}

TEST_F(VideoPresenterTest, WhatTheUserChoseStays) {
  m_video.show(m_entry, true);
  const auto chosen = m_video.chooseFrame(m_entry, 4);
  ASSERT_TRUE(chosen);
  EXPECT_EQ(chosen->frame->number, 4);
  EXPECT_FALSE(m_video.chooseFrame(m_entry, 6)) << "there is none";
  const auto again = m_video.show(m_entry, true);
  ASSERT_TRUE(again) << "its picture was gone";
  EXPECT_EQ(again->frame->number, 4);
  grow({1});
  grow({1});
  grow({1});
  m_video.finish(m_entry);
  EXPECT_FALSE(m_video.show(m_entry, false)) << "though another face was in view longest";
  EXPECT_EQ(m_video.face(), 2);
}

TEST_F(VideoPresenterTest, UntouchedItEndsAtTheFaceThatWasInViewLongest) {
  m_video.show(m_entry, true);
  m_video.finish(m_entry);
  EXPECT_FALSE(m_video.show(m_entry, false)) << "it is that one already";
  grow({1});
  grow({1});
  m_video.finish(m_entry);
  const auto wanted = m_video.show(m_entry, false);
  ASSERT_TRUE(wanted);
  EXPECT_EQ(m_video.face(), 1);
  EXPECT_EQ(wanted->frame->number, 2);
}

TEST_F(VideoPresenterTest, AFaceIsChosenInThePictureThatIsShown) {
  m_video.show(m_entry, true);
  m_video.setPictureShown();
  m_video.chooseFrame(m_entry, 2); // of which the picture is still to come
  m_video.chooseFace(1);
  EXPECT_EQ(m_video.face(), 1);
  m_video.chooseFace(5);
  EXPECT_EQ(m_video.face(), 1) << "there is no such face";
}

TEST_F(VideoPresenterTest, NewResultsOfTheSameVideoBeginAnew) {
  m_video.show(m_entry, true);
  m_video.chooseFrame(m_entry, 5);
  m_entry.results = video(4, {{3}}).results;
  const auto wanted = m_video.show(m_entry, false);
  ASSERT_TRUE(wanted);
  EXPECT_EQ(wanted->frame->number, 0);
  EXPECT_EQ(m_video.face(), 3);
}

TEST_F(VideoPresenterTest, ComingBackItBeginsAnew) {
  m_video.show(m_entry, true);
  m_video.chooseFrame(m_entry, 5);
  m_video.leave();
  EXPECT_EQ(m_video.id(), 0U);
  const auto wanted = m_video.show(m_entry, true);
  ASSERT_TRUE(wanted);
  EXPECT_EQ(wanted->frame->number, 3);
}

} // namespace
} // namespace mien::ui::test
