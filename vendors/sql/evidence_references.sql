-- A subcontractor's upload is numbered too; the number itself is shown to staff alone.
grant usage on sequence core_reference_crt, core_reference_ins to ringfence_portal;
