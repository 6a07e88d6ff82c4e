#include "core/train/detail/replica_count.h"

#include "core/common/error.h"
#include "core/common/threads.h"

namespace mien::detail {

int resolveReplicas(const TrainConfig& config) {
  const int replicas = config.replicas == 0 ? availableCores() : config.replicas;
  if (config.batch < replicas) {
    throw Error(ErrorKind::BadArgument,
                Message("batch must be at least the number of replicas, {replicas}", {{"replicas", replicas}}));
  }
  return replicas;
}

} // namespace mien::detail
