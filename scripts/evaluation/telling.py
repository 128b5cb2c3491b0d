"""How well a classifier tells two sets of melodies apart, and what it goes by.

The classifier two-sample test of Lopez-Paz and Oquab (2017): 0.5 is guessing,
1 is knowing. The better of a linear and a tree-based classifier counts, on
melodies that it has not been shown.
"""

from typing import Final

import numpy as np
from sklearn.ensemble import GradientBoostingClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import StratifiedKFold, cross_val_predict
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from scripts.evaluation.features.seen import Array

FOLDS: Final = 5
FIXED: Final = 0
"""What the folds and the trees are drawn from: not what is being measured."""


def area_under_curve(ours: Array, real: Array) -> float:
    """Return the larger area under the ROC curve of two classifiers."""
    columns, labels = _labelled(ours, real)
    folds = StratifiedKFold(FOLDS, shuffle=True, random_state=FIXED)
    guesses = [
        cross_val_predict(one, columns, labels, cv=folds, method="predict_proba")[:, 1]
        for one in (_linear(), _trees())
    ]
    return max(float(roc_auc_score(labels, guess)) for guess in guesses)


def importances(ours: Array, real: Array) -> Array:
    """Return how much each column helps the trees to tell the sets apart; they sum up to 1."""
    return np.asarray(_trees().fit(*_labelled(ours, real)).feature_importances_)


def _labelled(ours: Array, real: Array) -> tuple[Array, Array]:
    return np.concatenate([ours, real]), np.repeat([0, 1], [len(ours), len(real)])


def _linear() -> object:
    return make_pipeline(StandardScaler(), LogisticRegression(C=0.1, max_iter=2000))


def _trees() -> GradientBoostingClassifier:
    return GradientBoostingClassifier(
        n_estimators=120, max_depth=3, subsample=0.7, max_features="sqrt", random_state=FIXED
    )
