"""Which paths lead here? Lists for the three doors; config/urls.py mounts them."""

from django.urls import path

from training import public as checks
from training.api import PersonTraining
from training.desk import courses
from training.portal import learning

desk = [
    path("training/", courses.listing, name="training_enrolments"),
    path("training/courses/", courses.courses, name="courses"),
    path("training/courses/<slug:key>/", courses.course, name="course"),
    path("training/courses/<slug:key>/assignment/", courses.assign, name="course_assignment"),
    path("training/<uuid:pk>/", courses.enrolment, name="enrolment"),
    path("training/<uuid:pk>/attempts/", courses.reopen, name="enrolment_reopening"),
    path("training/<uuid:pk>/certificate/", courses.certificate_file, name="enrolment_certificate"),
    path("training/<uuid:pk>/certificate/revocation/", courses.revoke, name="certificate_revocation"),
]
portal = [
    path("training/", learning.listing, name="training"),
    path("training/<uuid:pk>/", learning.course, name="training_course"),
    path("training/<uuid:pk>/parts/<slug:key>/", learning.lesson, name="training_lesson"),
    path("training/<uuid:pk>/quiz/", learning.start, name="training_quiz_start"),
    path("training/quiz/<uuid:pk>/", learning.take, name="training_quiz"),
    path("training/quiz/<uuid:pk>/result/", learning.result, name="training_result"),
    path("training/certificates/<uuid:pk>/", learning.certificate, name="training_certificate"),
]
api = [path("people/<str:hr_id>/training", PersonTraining.as_view(), name="api_person_training")]
public = [path("verify/certificate/<str:code>/", checks.check, name="certificate_check")]
