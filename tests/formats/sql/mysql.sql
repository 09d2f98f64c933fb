-- MySQL dump 10.13  Distrib 8.0.36
/*!40101 SET NAMES utf8mb4 */;
DROP TABLE IF EXISTS `wp_posts`;
CREATE TABLE `wp_posts` (
  `ID` bigint unsigned NOT NULL AUTO_INCREMENT,
  `post_date` datetime NOT NULL DEFAULT '0000-00-00 00:00:00',
  `post_content` longtext NOT NULL,
  `post_title` text NOT NULL,
  `post_status` varchar(20) NOT NULL DEFAULT 'draft, or so',
  PRIMARY KEY (`ID`)
) ENGINE=InnoDB;
LOCK TABLES `wp_posts` WRITE;
INSERT INTO `wp_posts` VALUES (7,'2019-05-03 08:00:00','The ferry of Velm stopped running on Tuesday after a storm; the harbour\'s office told passengers to wait.\n\nNobody was hurt when the waves tore three beams from the landing stage, said the harbour master.','Velm\'s ferry stops after a storm','publish'),(8,'2019-05-04 08:00:00','The council of Lysvik voted nine to three to keep the library open on Sundays, after a debate of four hours.\n\nThe mayor, who was against, called the costs “too high for a small town”.','Lysvik keeps its library open on Sundays','publish'),(9,'2019-05-05 00:00:00','','Menu','publish');
UNLOCK TABLES;
CREATE TABLE `wp_options` (
  `option_id` bigint,
  `option_value` longtext
);
INSERT INTO `wp_options` VALUES (1,'https://post.example'),(2,'Velm Post');
