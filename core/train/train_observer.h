#pragma once

#include "core/common/text/message.h"

#include <cstdint>
#include <string>
#include <vector>

namespace mien {

/// After a training step. Rates and times are of this process, not of the run before a resume.
struct BatchEvent {
  int epoch = 0; ///< from 1
  int epochs = 0;
  std::int64_t step = 0;  ///< in the epoch, from 1
  std::int64_t steps = 0; ///< an epoch
  int size = 0;           ///< px
  double loss = 0;        ///< of this batch, with augmentation and dropout
  double accuracy = 0;    ///< of this batch
  double learningRate = 0;
  double imagesPerSecond = 0; ///< smoothed
  double secondsLeft = 0;     ///< of the whole run
};

/// A finished epoch: one row of history.csv.
struct EpochRecord {
  int epoch = 0;        ///< from 1
  int size = 0;         ///< px
  double trainLoss = 0; ///< mean over the epoch's batches, with augmentation and dropout
  double trainAccuracy = 0;
  double validLoss = 0;       ///< cross-entropy against the targets of the run's label policy, whole validation split
  double validAccuracy = 0;   ///< over the images with a majority label (the usual protocol of FER+)
  double learningRate = 0;    ///< at the last step
  double imagesPerSecond = 0; ///< training alone
  double seconds = 0;         ///< training and validation

  bool operator==(const EpochRecord&) const = default;
};

struct EpochEvent {
  EpochRecord record;
  int epochs = 0;
  bool best = false; ///< the lowest validation loss so far
  double secondsLeft = 0;
};

/// Watches a training. Every call comes on the thread that called train(), and the training waits for it: be quick.
class TrainObserver {
public:
  virtual ~TrainObserver() = default;
  virtual void onMessage(const Message& /*message*/) {} ///< something worth a line in the log
  virtual void onBatch(const BatchEvent& /*event*/) {}
  virtual void onEpoch(const EpochEvent& /*event*/) {}
  virtual void onCheckpoint(const std::string& /*file*/) {}
};

} // namespace mien
